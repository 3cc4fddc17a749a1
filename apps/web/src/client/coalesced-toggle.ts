/**
 * For switches that people press faster than the network answers. Each switch has one request in flight at a time; of
 * the presses that come meanwhile, only the last is sent.
 */
export function createCoalescedToggle() {
  const wanted = new Map<string, boolean>()
  const inFlight = new Set<string>()
  return {
    isInFlight(key: string): boolean {
      return inFlight.has(key)
    },
    /** Resolves to the reply to the last press; to undefined when a request in flight takes care of this press. */
    async set<R>(key: string, on: boolean, send: (on: boolean) => Promise<R>): Promise<R | undefined> {
      wanted.set(key, on)
      if (inFlight.has(key)) return undefined
      inFlight.add(key)
      try {
        for (;;) {
          const sent = wanted.get(key) ?? on
          const reply = await send(sent)
          if (wanted.get(key) === sent) return reply
        }
      } finally {
        inFlight.delete(key)
        wanted.delete(key)
      }
    },
  }
}
