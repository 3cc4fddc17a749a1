import { words } from '../../words/words.ts'

/** Who can read messages, and for how long: the truth, in one sentence each. */
export function WhoCanRead({ other }: { other?: string }) {
  return (
    <>
      {other ? words.messages.onlyYouAnd(other) : words.messages.onlyYouTwo} {words.messages.whoCanRead}
    </>
  )
}
