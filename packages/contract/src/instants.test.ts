import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { givenInstant } from './instants.ts'

const schema = givenInstant('expires_at_invalid')
const codesOf = (value: unknown) => schema.safeParse(value).error?.issues.map(({ message }) => message)

describe('an instant that a client sends', () => {
  it.each([
    ['2030-01-01T00:00:00Z', '2030-01-01T00:00:00.000Z'],
    ['2030-01-01T00:00:00+15:59', '2029-12-31T08:01:00.000Z'],
    ['2030-01-01T00:00:00.1234-15:59', '2030-01-01T15:59:00.123Z'],
    [`2030-01-01T00:00:00.${'0'.repeat(500)}Z`, '2030-01-01T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s becomes %s', (value, instant) => {
    expect(schema.parse(value)).toBe(instant)
  })

  it.each([
    '2030-01-01T00:00:00+16:00',
    '2030-01-01T00:00:00-23:59',
    '2030-01-01T00:00:00+24:00',
    '0000-01-01T00:00:00Z',
    '0000-02-29T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2030-02-29T00:00:00Z',
    '2030-01-01T24:00:00Z',
    '2030-12-31T23:59:60Z',
    '2030-01-01T00:00:00',
    '2030-01-01 00:00:00Z',
    '2030-01-01',
    'infinity',
    'now',
    '',
    '\u0000',
    5,
    null,
  ])('%j is refused with one code', (value) => {
    expect(codesOf(value)).toEqual(['expires_at_invalid'])
  })

  it('is refused, or a date that both stores write, whatever it is', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'))
    const offset = fc.tuple(fc.constantFrom('+', '-'), two(25), two(61)).map(([sign, h, m]) => `${sign}${h}:${m}`)
    const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'))
    const text = fc
      .tuple(year, two(13), two(32), two(25), two(61), two(61), fc.oneof(fc.constant('Z'), offset))
      .map(([y, month, day, h, m, s, zone]) => `${y}-${month}-${day}T${h}:${m}:${s}${zone}`)
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (value) => {
        const parsed = schema.safeParse(value)
        if (parsed.success) {
          expect(parsed.data).toMatch(/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
          expect(Date.parse(parsed.data)).toBe(Date.parse(value))
        } else expect(codesOf(value)).toEqual(['expires_at_invalid'])
      }),
      { numRuns: 20_000 },
    )
  })
})
