import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from './paging.ts'

it('a cursor gives back the position that it was made of', () => {
  const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, fc.uuid(), (date, uuid) => {
      const position = { at: date.toISOString(), uuid }
      const cursor = encodeCursor(position)
      expect(cursor).toMatch(/^[\w-]{32}$/)
      expect(decodeCursor(cursor)).toEqual(position)
    }),
    { numRuns: 10_000 },
  )
})

it('anything else is refused with its code, or is a position', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.stringMatching(/^[\w-]{30,34}$/)), (cursor) => {
      try {
        const { at, uuid } = decodeCursor(cursor)
        expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/)
        expect(uuid).toMatch(/^[0-9a-f-]{36}$/)
      } catch (error) {
        expect(error).toMatchObject({ codes: ['cursor_invalid'] })
      }
    }),
    { numRuns: 10_000 },
  )
})
