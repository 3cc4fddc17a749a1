import { type KeyObject, sign } from 'node:crypto'

export const base64url = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A JWS with any header and payload, signed with any key: libraries would refuse to make it. */
export function forge(header: object | string, payload: object | string, key: KeyObject, padding?: number): string {
  const input = `${base64url(header)}.${base64url(payload)}`
  const options = { key, ...(padding !== undefined && { padding }), dsaEncoding: 'ieee-p1363' as const }
  return `${input}.${sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(input), options).toString('base64url')}`
}
