import proxyAddr from '@fastify/proxy-addr'

/** Addresses that are remembered. Requests come from a few proxies, and through them from many clients. */
const maxKnown = 1_000
/** Longer text is no address, and not worth its memory. */
const maxLength = 64

/**
 * Whether an address is that of a proxy whose headers are believed. It is asked several times for each request, and to parse an address
 * takes 2 µs, so answers are remembered.
 *
 * @param proxies addresses and networks
 */
export function trustedProxies(proxies: readonly string[]): (address: string) => boolean {
  const isTrusted = proxyAddr.compile([...proxies])
  const known = new Map<string, boolean>()
  return (address) => {
    const found = known.get(address)
    if (found !== undefined) return found
    const answer = isTrusted(address, 0)
    if (known.size >= maxKnown) known.clear()
    if (address.length <= maxLength) known.set(address, answer)
    return answer
  }
}
