import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Remembered, Stored, Wanted } from '../model/change.ts'
import type { Entry, KnownOfKey } from '../model/entry.ts'
import { EntryList } from './entry-list.ts'
import { createHeadersTable } from './headers-table.ts'

const hash = fc.stringMatching(/^[0-9a-f]{32}$/)
const etag = fc.oneof(
  hash,
  hash.map((md5) => `${md5}-3`),
  fc.constantFrom('a', 'A'.repeat(32)),
)
const encoding = fc.constantFrom(null, 'br' as const, 'gzip' as const)
const headers = fc.constantFrom(
  {},
  { 'content-type': 'text/css' },
  { 'cache-control': 'no-cache', 'content-type': 'a/b' },
)
const size = fc.maxSafeNat()
const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 })

const remembered: fc.Arbitrary<Remembered> = fc.record({ etag, md5: hash, encoding, headers })
const knownOfKey: fc.Arbitrary<KnownOfKey> = fc.tuple(fc.constantFrom('', 'docs/'), key).chain(([prefix, path]) => {
  const one = fc.constant(prefix + path)
  const file = fc.constantFrom(path, prefix + path, `${path}.html`, null)
  const stage = fc.constantFrom('asset' as const, 'entry' as const)
  const wanted: fc.Arbitrary<Wanted> = fc.record({ key: one, file, size, headers, encoding, stage })
  const stored: fc.Arbitrary<Stored> = fc.record({ key: one, etag, size })
  return fc.record({
    key: one,
    wanted: fc.option(wanted),
    stored: fc.option(stored),
    remembered: fc.option(remembered),
  })
})

/** What an entry says, as an object of its own. */
function copyOf({ key, wanted, stored, remembered, md5, outcome }: Entry) {
  return { key, wanted, stored, remembered, md5, outcome }
}

it('gives what was added and set, as a list of objects would', () => {
  const batches = fc.array(fc.array(knownOfKey, { maxLength: 5 }), { maxLength: 4 })
  const settings = fc.array(
    fc.record({
      at: fc.nat(),
      md5: fc.option(hash),
      outcome: fc.option(fc.oneof(fc.constant('deleted' as const), remembered)),
    }),
  )
  fc.assert(
    fc.property(batches, settings, (added, changes) => {
      const list = new EntryList(createHeadersTable())
      const entries = added.flatMap((batch) => [...list.add(batch)])
      const expected = added.flat().map((known): ReturnType<typeof copyOf> => ({ ...known, md5: null, outcome: null }))
      expect([...list].map(copyOf)).toEqual(expected)
      for (const { at, md5, outcome } of entries.length > 0 ? changes : []) {
        const index = at % entries.length
        const object = expected[index] as ReturnType<typeof copyOf>
        if (md5 !== null) {
          entries[index]?.setMd5(md5)
          object.md5 = md5
        }
        // A run does one thing with an object.
        if (outcome !== null && object.outcome === null) {
          entries[index]?.setOutcome(outcome)
          object.outcome = outcome
        }
      }
      expect([...list].map(copyOf)).toEqual(expected)
      list.forgetRemembered()
      expect([...list].map(copyOf)).toEqual(expected.map((object) => ({ ...object, remembered: null })))
    }),
  )
})

it('keeps keys apart that would join to one character', () => {
  const known = ['\ud83d', '\ude00', 'b'].map((one) => ({ key: one, wanted: null, stored: null, remembered: null }))
  const keys = [...new EntryList(createHeadersTable()).add(known)].map((entry) => entry.key)
  // A half of a surrogate pair has no bytes in UTF-8. Only a manifest by somebody else can hold one.
  expect(keys).toEqual(['\ufffd', '\ufffd', 'b'])
})
