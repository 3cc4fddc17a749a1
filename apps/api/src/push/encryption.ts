import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'

/** What a browser decrypts with: its public key, 65 bytes, and a secret of 16 bytes. */
export type BrowserKeys = { p256dh: Buffer; auth: Buffer }

/** Made anew for each message. Tests give those of the RFC. */
export type MessageKeys = { own: ECDH; salt: Buffer }

/** All messages are as long as this, so that their length tells a push service nothing. */
const paddedLength = 512
const tagLength = 16
const recordSize = 4096

export function newMessageKeys(): MessageKeys {
  const own = createECDH('prime256v1')
  own.generateKeys()
  return { own, salt: randomBytes(16) }
}

/**
 * Encrypts a message for one browser: RFC 8291, in one record of `aes128gcm` (RFC 8188).
 *
 * @param length of the text before it is encrypted, in bytes; the rest is padding
 * @throws when the browser's public key is no point of the curve, or the text is longer
 */
export function encryptForBrowser(
  text: string,
  { p256dh, auth }: BrowserKeys,
  { own, salt } = newMessageKeys(),
  length = paddedLength,
): Buffer {
  const plain = Buffer.from(text)
  if (plain.length > length) throw new RangeError(`A push message of ${plain.length} bytes is too long`)
  const ownKey = own.getPublicKey()
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, ownKey])
  const inputKey = hkdf(auth, own.computeSecret(p256dh), keyInfo, 32)
  const key = hkdf(salt, inputKey, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(salt, inputKey, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce, { authTagLength: tagLength })
  // 2 marks the end of the text in the last record.
  const padded = Buffer.concat([plain, Buffer.from([2]), Buffer.alloc(length - plain.length)])
  const sealed = Buffer.concat([cipher.update(padded), cipher.final(), cipher.getAuthTag()])
  const header = Buffer.alloc(5)
  header.writeUInt32BE(recordSize)
  header.writeUInt8(ownKey.length, 4)
  return Buffer.concat([salt, header, ownKey, sealed])
}

const hkdf = (salt: Buffer, input: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', input, salt, info, length))
