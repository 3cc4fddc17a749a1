/**
 * The cookie with the refresh token. Only identity endpoints receive it. `SameSite=Strict` costs nothing, because only
 * our own pages' calls need it, and those are same-site however the reader came to the page. The prefix makes browsers
 * refuse a cookie of that name from an unencrypted page.
 */
export function refreshCookie(secure: boolean) {
  const name = secure ? '__Secure-refresh' : 'refresh'
  const attributes = `Path=/api/identity; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  const pattern = new RegExp(`(?:^|;) *${name}=([\\w.~-]{1,4096}) *(?:;|$)`)
  return {
    /** The refresh token in a `Cookie` header, or undefined. */
    read: (header: string | undefined): string | undefined => pattern.exec(header ?? '')?.[1],
    /** A `Set-Cookie` header that stores a token, which needs no encoding. */
    keep: (token: string, seconds: number): string => `${name}=${token}; Max-Age=${seconds}; ${attributes}`,
    /** A `Set-Cookie` header that removes it. */
    remove: (): string => `${name}=; Max-Age=0; ${attributes}`,
  }
}
