import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ivLength = 12
const tagLength = 16

/** The purpose of a sealed text. A text that is sealed for one purpose cannot be opened for another. */
export type Purpose = 'refresh token' | 'password' | 'sign-in password'

/** @param secret random, of at least 128 bits: a key that is made from it needs no slow derivation */
const keyOf = (secret: string | Buffer, purpose: Purpose) =>
  Buffer.from(hkdfSync('sha256', secret, '', `cruddur ${purpose}`, 32))

/** Encrypts a text by AES-256-GCM, so that only who has the secret can read it. */
export function seal(text: string, secret: string | Buffer, purpose: Purpose): string {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), iv, { authTagLength: tagLength })
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')
}

/** Decrypts what `seal` has made. Returns null for another secret or another purpose, and for anything else. */
export function unseal(sealed: string, secret: string | Buffer, purpose: Purpose): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < ivLength + tagLength) return null
  const iv = bytes.subarray(0, ivLength)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), iv, { authTagLength: tagLength })
  decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
  try {
    const start = decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8')
    return start + decipher.final('utf8')
  } catch {
    return null
  }
}
