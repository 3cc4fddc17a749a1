import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { SealBroken } from './key-ring.port.ts'

// 1 byte version, 4 bytes minute, 12 bytes nonce, the words, 16 bytes tag.
const version = 1
const headBytes = 5
const nonceBytes = 12
const tagBytes = 16

/** How many bytes longer sealed words are than the words in UTF-8. */
export const sealBytes = headBytes + nonceBytes + tagBytes

/**
 * Encrypts with AES-256-GCM. The key is given as a key object: to find out that a buffer is a key takes Node 24 another 20 µs, which is
 * most of the time for a crud. The nonce is random: 2^32 texts under one key would make a repeated one likely enough to worry
 * (NIST SP 800-38D, 8.3), and a key serves one minute.
 *
 * @param minute under whose key, since 1970
 * @param place is authenticated with the words, and not stored
 */
export function sealWords(key: Uint8Array, words: string, minute: number, place: string): Buffer {
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(version)
  head.writeUInt32BE(minute, 1)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(Buffer.concat([head, Buffer.from(place)]))
  return Buffer.concat([head, nonce, cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/**
 * The minute under whose key words are sealed, since 1970.
 *
 * @throws SealBroken if these bytes are no sealed words
 */
export function minuteOfSealed(sealed: Uint8Array, place: string): number {
  if (sealed.length < sealBytes || sealed[0] !== version) throw new SealBroken(place)
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1)
}

/** @throws SealBroken if the bytes were changed, or sealed for another place or with another key */
export function openWords(key: Uint8Array, sealed: Uint8Array, place: string): string {
  const nonceEnd = headBytes + nonceBytes
  const tagStart = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), sealed.subarray(headBytes, nonceEnd))
  decipher.setAAD(Buffer.concat([sealed.subarray(0, headBytes), Buffer.from(place)]))
  decipher.setAuthTag(sealed.subarray(tagStart))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceEnd, tagStart)), decipher.final()]).toString()
  } catch (error) {
    throw new SealBroken(place, { cause: error })
  }
}
