/**
 * A path to go on to that an address asked for. Home, if it would lead to another site: itself, or once its dots are
 * resolved (`/.//x` is `//x`, which names a host).
 */
export function localPath(asked: string | null, origin: string = location.origin): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/'
  const url = new URL(asked, origin)
  const path = url.pathname + url.search + url.hash
  const leadsThere = URL.canParse(path, origin) && new URL(path, origin).href === url.href
  return leadsThere && url.origin === origin ? path : '/'
}
