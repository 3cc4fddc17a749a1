/** Milliseconds for which an address counts as asked for lately, at least. At most it is twice as long. */
const latelyMs = 1_000

/** Addresses that are remembered at once. While there are so many, further ones count as new. */
const maxAddresses = 10_000

/**
 * Tells addresses that are asked for again and again from those that nobody asks for twice, such as pages deep in a list: to keep
 * these would cost time and memory for nothing.
 */
export function createRepeatedAddresses() {
  let newer = new Set<string>()
  let older = new Set<string>()
  let willForget = false

  function forgetLater(): void {
    if (willForget) return
    willForget = true
    setTimeout(() => {
      older = newer
      newer = new Set()
      willForget = false
      if (older.size > 0) forgetLater()
    }, latelyMs).unref()
  }

  return {
    /** Remembers an address. @returns whether it was asked for lately, too */
    isRepeated(address: string): boolean {
      const isKnown = newer.has(address) || older.has(address)
      if (newer.size < maxAddresses) newer.add(address)
      forgetLater()
      return isKnown
    },
  }
}
