/**
 * The address of a request as the router is to see it. `@` may be encoded (RFC 3986, 2.2), and some clients do so; the router
 * would compare its text. A broken encoding is taken as text, so that the address passes the same hooks as every other and
 * is answered by a page in a browser.
 */
export function routableAddress(address: string): string {
  const end = address.indexOf('?')
  const [path, query] = end < 0 ? [address, ''] : [address.slice(0, end), address.slice(end)]
  if (!path.includes('%')) return address
  return (isWellEncoded(path) ? path : path.replaceAll('%', '%25')).replace(/%40/g, '@') + query
}

/** The path of an address that `routableAddress` gave, decoded. */
export function decodedPath(address: string): string {
  return decodeURIComponent(address.split('?', 1)[0] ?? '')
}

function isWellEncoded(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
