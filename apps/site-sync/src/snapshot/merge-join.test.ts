import fc from 'fast-check'
import { expect, it } from 'vitest'
import { entriesFrom } from '../../test/joined.ts'
import { byBytes } from '../model/by-bytes.ts'
import type { Remembered, Stored, Wanted } from '../model/change.ts'

const key = fc.oneof(fc.constantFrom('a', 'a/b', 'a-', 'b', '\uffee', '😀'), fc.string({ minLength: 1, maxLength: 2 }))
const keys = fc.uniqueArray(key, { maxLength: 12 })

function wantedOf(one: string): Wanted {
  return { key: one, file: one, size: 1, headers: {}, encoding: null, stage: 'asset' }
}
function storedOf(one: string): Stored {
  return { key: one, etag: `etag of ${one}`, size: 2 }
}
function rememberedOf(one: string): Remembered {
  return { etag: `etag of ${one}`, md5: 'm', encoding: null, headers: {} }
}

it('gives every key once, in the order of its bytes, with all that is known of it', async () => {
  await fc.assert(
    fc.asyncProperty(keys, keys, keys, async (wanted, stored, remembered) => {
      const entries = await entriesFrom(
        wanted.map(wantedOf),
        stored.map(storedOf),
        remembered.map((one) => [one, rememberedOf(one)] as const),
      )
      expect(entries.map((entry) => entry.key)).toEqual(
        [...new Set([...wanted, ...stored, ...remembered])].sort(byBytes),
      )
      for (const entry of entries) {
        expect(entry.wanted).toEqual(wanted.includes(entry.key) ? wantedOf(entry.key) : null)
        expect(entry.stored).toEqual(stored.includes(entry.key) ? storedOf(entry.key) : null)
        if (remembered.includes(entry.key)) expect(entry.remembered).toMatchObject(rememberedOf(entry.key))
        else expect(entry.remembered).toBeNull()
      }
    }),
  )
})
