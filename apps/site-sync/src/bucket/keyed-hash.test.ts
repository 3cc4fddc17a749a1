import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyedHash } from './keyed-hash.ts'

it('is the HMAC that Node makes', () => {
  const key = fc.uint8Array({ minLength: 0, maxLength: 64 })
  fc.assert(
    fc.property(key, fc.array(fc.string({ unit: 'binary' })), (key, texts) => {
      const keyed = keyedHash(Buffer.from(key))
      for (const text of texts) expect(keyed(text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
    }),
  )
})
