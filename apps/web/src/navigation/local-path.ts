/** A path to go on to that an address asked for. Home, if it would lead to another site. */
export function localPath(asked: string | null, origin: string = location.origin): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/'
  const url = new URL(asked, origin)
  return url.origin === origin ? url.pathname + url.search + url.hash : '/'
}
