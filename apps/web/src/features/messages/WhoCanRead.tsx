/** Who can read messages, and for how long: the truth, in one sentence each. */
export function WhoCanRead({ other }: { other?: string }) {
  return (
    <>
      Only you and {other ? `@${other}` : 'the person you write to'} see these messages here. Each is erased when its
      time is up, or when its sender burns it. They aren’t encrypted: whoever runs this server could read them until
      then.
    </>
  )
}
