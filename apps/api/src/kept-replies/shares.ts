/**
 * How many kept replies one client gets in one turn of the event loop. Each takes microseconds, but two hundred of them at once hold
 * up everybody else's requests, and so does reading what somebody sent in the meantime.
 */
const repliesOfTurn = 8

/** Lets a client that asks for hundreds of kept replies at once have them in portions, between which others are served. */
export function createShares() {
  const given = new Map<string, number>()
  let nextTurn: Promise<void> | undefined

  async function endTurn(): Promise<void> {
    await new Promise(setImmediate)
    nextTurn = undefined
    given.clear()
  }

  return {
    /** Whether the client may have a reply in this turn. If not, it asks again in the next. */
    take(client: string): boolean {
      nextTurn ??= endTurn()
      const count = given.get(client) ?? 0
      if (count >= repliesOfTurn) return false
      given.set(client, count + 1)
      return true
    },
    nextTurn: (): Promise<void> => nextTurn ?? Promise.resolve(),
  }
}
