import { hash } from 'node:crypto'

/** HMAC-SHA-256 of a text, in hex, under a key that is known already. */
export type Keyed = (text: string) => string

const block = 64

/**
 * HMAC-SHA-256 (RFC 2104) for many short texts under one key: two hashes at one go take a tenth of what an object of
 * `createHmac` takes to be made.
 *
 * @param key of at most 64 bytes, the block of SHA-256
 */
export function keyedHash(key: Buffer): Keyed {
  const inner = Buffer.alloc(block, 0x36)
  const outer = Buffer.alloc(block + 32, 0x5c)
  for (const [at, byte] of key.entries()) {
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  return (text) => {
    hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer').copy(outer, block)
    return hash('sha256', outer, 'hex')
  }
}
