/**
 * For what somebody switches on and off faster than the network: one request at a time for each thing, and of the wishes
 * that come in between only the last is sent.
 */
export function createWishes() {
  const wanted = new Map<string, boolean>()
  const flying = new Set<string>()
  return {
    isFlying: (thing: string): boolean => flying.has(thing),
    /** Resolves to the answer to the last wish, or to nothing when a request on its way takes the wish along. */
    async wish<R>(thing: string, want: boolean, send: (want: boolean) => Promise<R>): Promise<R | undefined> {
      wanted.set(thing, want)
      if (flying.has(thing)) return undefined
      flying.add(thing)
      try {
        for (;;) {
          const sent = wanted.get(thing) ?? want
          const reply = await send(sent)
          if (wanted.get(thing) === sent) return reply
        }
      } finally {
        flying.delete(thing)
        wanted.delete(thing)
      }
    },
  }
}
