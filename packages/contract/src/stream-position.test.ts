import { expect, it } from 'vitest'
import { endpoints } from './endpoints.ts'
import { carriesPosition, isEarlierPosition } from './stream-position.ts'

it.each([
  ['1-9', '1-10', true],
  ['9-10', '1-9', false],
  ['1-10', '2-10', false],
  ['1-999999999999999999', '1-1000000000000000000', true],
  ['not a position', '1-1', true],
  ['1-1', 'not a position', false],
])('%s is earlier than %s: %s', (one, other, expected) => {
  expect(isEarlierPosition(one, other)).toBe(expected)
})

it('replies that can hold cruds or messages carry a position, and the stream itself does not', () => {
  const carrying = Object.entries(endpoints).flatMap(([name, endpoint]) => (carriesPosition(endpoint) ? name : []))
  expect(carrying).toEqual(
    expect.arrayContaining(['homeActivities', 'listMessages', 'listTrends', 'listNotifications']),
  )
  expect(carrying).not.toContain('openStream')
})
