import { fastifyCookie as cookie } from '@fastify/cookie'

/** Only the identity endpoints ever see it. */
const path = '/api/identity'

/**
 * The cookie that holds the refresh token. Strict, because it is only ever wanted by our own pages' calls, which are
 * same-site however one came to the page: a link from elsewhere loses nothing. The prefix makes browsers refuse one
 * that an unencrypted page has planted.
 */
export function refreshCookie(secure: boolean) {
  const name = secure ? '__Secure-refresh' : 'refresh'
  const attributes = { path, httpOnly: true, sameSite: 'strict', secure } as const
  return {
    /** The refresh token of a request's `Cookie` header, if there is one. */
    read: (header: string | undefined): string | undefined =>
      header ? cookie.parse(header)[name] || undefined : undefined,
    /** A `Set-Cookie` header that keeps the token for so many seconds. */
    keep: (token: string, maxAge: number): string => cookie.serialize(name, token, { ...attributes, maxAge }),
    /** One that removes it. */
    remove: (): string => cookie.serialize(name, '', { ...attributes, maxAge: 0 }),
  }
}
