import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms'

/** The key under which the keys of one day are stored. It is itself stored as KMS wrapped it. */
export type DayKey = { key: Buffer; wrapped: Uint8Array }

/** Makes and unwraps the keys of days. Every use is in CloudTrail, with the ring and the day. */
export type KeyWrap = {
  make(day: number): Promise<DayKey>
  /** @throws Error if KMS did not wrap it for this ring and this day */
  unwrap(wrapped: Uint8Array, day: number): Promise<DayKey>
}

/** @param ring is authenticated by KMS, with the day: a wrapped key cannot be used for another (encryption context) */
export function createKeyWrap(kms: KMSClient, kmsKey: string, ring: string): KeyWrap {
  const contextOf = (day: number) => ({ ring, day: String(day) })
  return {
    async make(day) {
      const command = new GenerateDataKeyCommand({
        KeyId: kmsKey,
        KeySpec: 'AES_256',
        EncryptionContext: contextOf(day),
      })
      const { Plaintext, CiphertextBlob } = await kms.send(command)
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS made no key')
      return { key: Buffer.from(Plaintext), wrapped: CiphertextBlob }
    },
    async unwrap(wrapped, day) {
      const command = new DecryptCommand({
        KeyId: kmsKey,
        CiphertextBlob: wrapped,
        EncryptionContext: contextOf(day),
      })
      const { Plaintext } = await kms.send(command)
      if (!Plaintext) throw new Error('KMS unwrapped no key')
      return { key: Buffer.from(Plaintext), wrapped }
    },
  }
}

const nonceBytes = 12
const tagBytes = 16

// A server unwraps 44,640 keys when it starts. Node takes 20 µs to find out that a buffer is a key, and 3 µs to make an object of it.

/** AES-256-GCM. 12 bytes nonce, the key, 16 bytes tag. @param name what the key is for: it does not unwrap under another */
export function wrapKey({ key: dayKey }: DayKey, key: Uint8Array, name: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(dayKey), nonce).setAAD(Buffer.from(name))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error if it was changed */
export function unwrapKey({ key: dayKey }: DayKey, wrapped: Uint8Array, name: string): Buffer {
  const tagStart = wrapped.length - tagBytes
  const nonce = wrapped.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(dayKey), nonce).setAAD(Buffer.from(name))
  decipher.setAuthTag(wrapped.subarray(tagStart))
  return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, tagStart)), decipher.final()])
}
