import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byBytes } from '../model/by-bytes.ts'
import { etagRow } from './etags.ts'
import { PackedMap, type Rows } from './packed-map.ts'
import { PackedTexts } from './packed-texts.ts'

const number: Rows<number> = {
  width: 8,
  write: (row, at, value) => void row.writeDoubleLE(value, at),
  read: (row, at) => row.readDoubleLE(at),
}
const key = fc.oneof(
  fc.constantFrom('', 'a', 'a/', 'a/b', 'a-b', '__proto__', '\uffee', '😀', 'x'.repeat(5_000)),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(key, fc.integer()) },
    { weight: 1, arbitrary: fc.constant('look' as const) },
  ),
  { maxLength: 60 },
)

it('is a map, ordered by bytes, whatever is set and asked for in whatever order', () => {
  fc.assert(
    fc.property(steps, fc.array(key), (taken, others) => {
      const packed = new PackedMap(number)
      const model = new Map<string, number>()
      const look = () => {
        const ordered = [...model].sort(([a], [b]) => byBytes(a, b))
        expect(packed.size).toBe(model.size)
        expect([...packed]).toEqual(ordered)
        expect([...packed.values()]).toEqual(ordered.map(([, value]) => value))
        expect([...packed.numbers()].map((at) => packed.numbered(at))).toEqual(ordered)
        for (const one of [...others, ...model.keys(), ...[...model.keys()].reverse()]) {
          expect(packed.get(one)).toBe(model.get(one))
          expect(packed.has(one)).toBe(model.has(one))
          const at = packed.numberOf(one)
          expect(at < 0 ? undefined : packed.numbered(at)).toEqual(model.has(one) ? [one, model.get(one)] : undefined)
        }
      }
      for (const step of taken) {
        if (step === 'look') look()
        else {
          packed.set(...step)
          model.set(...step)
        }
      }
      look()
      expect(packed.count).toBe(taken.filter((step) => step !== 'look').length)
    }),
    { numRuns: 400 },
  )
})

it('knows what will no longer come, as long as keys come in order', () => {
  const packed = new PackedMap(number)
  expect(packed.hasPassed('')).toBe(false)
  packed.set('b', 1).set('d', 2)
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => packed.hasPassed(key))).toEqual([true, true, true, true, false])
  packed.set('c', 3)
  expect(packed.hasPassed('a')).toBe(false)
})

it('tells what was set twice, in its order', () => {
  const packed = new PackedMap(number).set('b', 1).set('a', 2).set('b', 3).set('c', 4).set('b', 5)
  expect([...packed.repeated()]).toEqual([
    [1, 3],
    [3, 5],
  ])
  expect([...new PackedMap(number).set('b', 1).set('a', 2).repeated()]).toEqual([])
})

it('holds many, without an object for each', () => {
  const packed = new PackedMap(number)
  const name = (at: number) => `docs/section-${at % 40}/page-${at}`
  for (let at = 0; at < 20_000; at++) packed.set(name(at), at)
  for (let at = 0; at < 20_000; at += 7) expect(packed.get(name(at))).toBe(at)
  expect(packed.size).toBe(20_000)
})

it('holds texts of any length', () => {
  const texts = ['a', 'ü'.repeat(300_000), 'b', 'x'.repeat(256 * 1024), 'y'.repeat(86_000), '', 'c']
  const packed = new PackedTexts()
  for (const [at, text] of texts.entries()) expect(packed.add(text)).toBe(at)
  for (const [at, text] of texts.entries()) {
    expect(packed.at(at) === text).toBe(true)
    expect(packed.compare(at, Buffer.from(text))).toBe(0)
    for (const other of texts.keys()) {
      expect(packed.compareTwo(at, other)).toBe(byBytes(text, texts[other] ?? ''))
    }
  }
})

it('ETags are what they were, of any kind', () => {
  const etag = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{32}$/),
    fc.stringMatching(/^[0-9a-f]{32}-[1-9]$/),
    fc.stringMatching(/^[0-9A-F]{32}$/),
    fc.string({ unit: 'binary', minLength: 1 }),
  )
  fc.assert(
    fc.property(fc.array(etag), (etags) => {
      const packed = new PackedMap(etagRow())
      for (const [at, one] of etags.entries()) packed.set(`${at}`, one)
      for (const [at, one] of etags.entries()) expect(packed.get(`${at}`)).toBe(one)
    }),
  )
})
