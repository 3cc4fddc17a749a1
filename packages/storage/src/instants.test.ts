import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantOf } from './instants.ts'

it('is what Date makes of the same text, with and without fractions', () => {
  const days = fc.date({ min: new Date('1970-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true })
  const fraction = fc.stringMatching(/^(|\.\d{1,6})$/)
  fc.assert(
    fc.property(days, fraction, (day, fraction) => {
      const text = `${day.toISOString().slice(0, 19).replace('T', ' ')}${fraction}+00`
      expect(instantOf(text)).toBe(new Date(text).toISOString())
    }),
  )
})

it.each([
  ['2026-11-27 14:35:47+00', '2026-11-27T14:35:47.000Z'],
  ['2026-11-27 14:35:47.1+00', '2026-11-27T14:35:47.100Z'],
  ['2026-11-27 14:35:47.123999+00', '2026-11-27T14:35:47.123Z'],
  ['2026-11-27 14:35:47.5+01', '2026-11-27T13:35:47.500Z'],
])('reads %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant)
})

it('has no instant for what never ends', () => {
  expect(() => instantOf('infinity')).toThrow(RangeError)
})
