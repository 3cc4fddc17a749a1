import { randomBytes } from 'node:crypto'

/**
 * A cookie that only identity endpoints receive. `SameSite=Strict` costs nothing, because only our own pages' calls need
 * it, and those are same-site however the reader came to the page. The prefix makes browsers refuse a cookie of that name
 * from an unencrypted page.
 */
function identityCookie(cookieName: string, secure: boolean) {
  const name = secure ? `__Secure-${cookieName}` : cookieName
  const attributes = `Path=/api/identity; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  const pattern = new RegExp(`(?:^|;) *${name}=([\\w.~-]{1,4096}) *(?:;|$)`)
  return {
    /** The value in a `Cookie` header, or undefined. */
    read: (header: string | undefined): string | undefined => pattern.exec(header ?? '')?.[1],
    /** A `Set-Cookie` header that stores a value, which needs no encoding. */
    keep: (value: string, seconds: number): string => `${name}=${value}; Max-Age=${seconds}; ${attributes}`,
    /** A `Set-Cookie` header that removes it. */
    remove: (): string => `${name}=; Max-Age=0; ${attributes}`,
  }
}

/** The cookie with the refresh token. */
export const refreshCookie = (secure: boolean) => identityCookie('refresh', secure)

/** Seconds. */
const browserLifetime = 180 * 24 * 3600

/**
 * The cookie that tells browsers apart: a random secret that binds a sign-up to the browser that asked, and by which the
 * owner of an account is known when strangers have used up its sign-ins.
 */
export function browserCookie(secure: boolean) {
  const cookie = identityCookie('browser', secure)
  return {
    /** The browser's id: a new one if it has none yet. */
    read: (header: string | undefined): string => cookie.read(header) ?? randomBytes(16).toString('base64url'),
    keep: (browserId: string): string => cookie.keep(browserId, browserLifetime),
  }
}
