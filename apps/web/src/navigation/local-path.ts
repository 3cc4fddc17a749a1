/** A path of ours that an address asked to go on to; home for anything that would lead elsewhere. */
export function localPath(asked: string | null, origin: string = location.origin): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/'
  const url = new URL(asked, origin)
  return url.origin === origin ? url.pathname + url.search + url.hash : '/'
}
