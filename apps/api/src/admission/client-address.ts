import ipaddr from 'ipaddr.js'

/** Whose requests count together. */
export type ClientAddress = {
  /** An IPv4 address, or the /64 network of an IPv6 address, which is what one subscriber is given. */
  subscriber: string
  /** The /48 network of an IPv6 address, which is what one site is given, or null. */
  site: string | null
}

const subscriberBits = 64
const siteBits = 48

/** Addresses that are remembered. Most requests come from one that has just asked. */
const maxKnown = 10_000
const known = new Map<string, ClientAddress>()

/**
 * Reads an address as a socket or a forwarding header has it: with or without port, brackets and zone. An IPv4 address in
 * IPv6 form (RFC 4291, 2.5.5.2) is that IPv4 address. Anything else counts as what it is.
 */
export function clientAddress(text: string): ClientAddress {
  const found = known.get(text)
  if (found) return found
  const address = parseAddress(text)
  if (known.size >= maxKnown) known.clear()
  known.set(text, address)
  return address
}

function parseAddress(text: string): ClientAddress {
  const bare = withoutPort(text)
  if (!ipaddr.isValid(bare)) return { subscriber: bare, site: null }
  const address = ipaddr.process(bare)
  if (address.kind() === 'ipv4') return { subscriber: address.toString(), site: null }
  const v6 = address as ipaddr.IPv6
  return { subscriber: networkOf(v6, subscriberBits), site: networkOf(v6, siteBits) }
}

/** `192.0.2.1:1025` and `[2001:db8::1]:443` name an address and a port. */
function withoutPort(text: string): string {
  const inBrackets = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1]
  return inBrackets ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
}

function networkOf(address: ipaddr.IPv6, bits: number): string {
  const parts = address.parts.map((part, index) => (index < bits / 16 ? part : 0))
  return `${new ipaddr.IPv6(parts).toString()}/${bits}`
}
