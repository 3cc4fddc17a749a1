import { isIP } from 'node:net'

/** The site that passkeys are for (WebAuthn's relying party). */
export type RelyingParty = {
  /** A domain. Browsers offer a passkey at it and below it. */
  id: string
  /** The origins whose pages may use passkeys. */
  origins: string[]
}

const isLoopback = (hostname: string) => /^127\.|^\[::1\]$/.test(hostname)

/**
 * The relying party of the pages at these origins, the main one first. Null if browsers allow no passkeys there: they want
 * https and a domain, or `localhost`. A server at a loopback address is also reached as `localhost`.
 */
export function relyingPartyOf(origins: readonly string[]): RelyingParty | null {
  const pages = origins.map((origin) => {
    const url = new URL(origin)
    if (isLoopback(url.hostname)) url.hostname = 'localhost'
    return url
  })
  const main = pages[0]
  if (!main || isIP(main.hostname.replace(/^\[|\]$/g, '')) !== 0) return null
  const id = main.hostname
  if (main.protocol !== 'https:' && id !== 'localhost') return null
  const own = pages.filter(
    ({ hostname, protocol }) =>
      (hostname === id || hostname.endsWith(`.${id}`)) && (protocol === 'https:' || hostname === 'localhost'),
  )
  return { id, origins: [...new Set(own.map(({ origin }) => origin))] }
}
