import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byBytes } from './by-bytes.ts'

it('orders as the bytes of UTF-8 do, where UTF-16 would not', () => {
  expect(['😀', '\uffee'].sort()).toEqual(['😀', '\uffee'])
  expect(['😀', '\uffee'].sort(byBytes)).toEqual(['\uffee', '😀'])
  const name = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(byBytes(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
    { numRuns: 5_000 },
  )
})
