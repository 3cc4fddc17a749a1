import { expect, it } from 'vitest'
import { formatUuid, uuidPattern } from './uuids.ts'

it('formats 32 digits as a UUID', () => {
  const uuid = formatUuid('018f0000abcd70008000000000000001')
  expect(uuid).toBe('018f0000-abcd-7000-8000-000000000001')
  expect(uuid).toMatch(uuidPattern)
})

it.each([
  '',
  '018F0000-abcd-7000-8000-000000000001',
  '018f0000abcd70008000000000000001',
  '{018f0000-abcd-7000-8000-000000000001}',
])('takes %j for no UUID', (text) => {
  expect(text).not.toMatch(uuidPattern)
})
