import { expect, it } from 'vitest'
import { createMessageUuids } from './message-uuid.ts'

it('makes uuids that grow within a millisecond, past it, and when the clock goes back', () => {
  const make = createMessageUuids()
  const at = Date.parse('2026-12-31T23:59:59.999Z')
  const made = [...Array.from({ length: 10_000 }, () => make(at)), make(at - 5_000), make(at + 60_000)]
  expect(made).toEqual([...new Set(made)].sort())
  for (const uuid of made) expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
