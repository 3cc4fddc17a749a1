/**
 * The cookie that holds the refresh token, for the identity endpoints alone. Strict, because it is only ever wanted by
 * our own pages' calls, which are same-site however one came to the page: a link from elsewhere loses nothing. The
 * prefix makes browsers refuse one that an unencrypted page has planted.
 */
export function refreshCookie(secure: boolean) {
  const name = secure ? '__Secure-refresh' : 'refresh'
  const attributes = `Path=/api/identity; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  const pattern = new RegExp(`(?:^|;) *${name}=([\\w.~-]{1,4096}) *(?:;|$)`)
  return {
    /** The refresh token in a request's `Cookie` header, if there is one. */
    read: (header: string | undefined): string | undefined => pattern.exec(header ?? '')?.[1],
    /** A `Set-Cookie` header that keeps a token, which needs no encoding, for so many seconds. */
    keep: (token: string, seconds: number): string => `${name}=${token}; Max-Age=${seconds}; ${attributes}`,
    /** One that removes it. */
    remove: (): string => `${name}=; Max-Age=0; ${attributes}`,
  }
}
