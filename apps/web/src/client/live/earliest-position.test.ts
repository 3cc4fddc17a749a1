import { beforeEach, expect, it } from 'vitest'
import { earliestPosition, learnPosition } from './earliest-position.ts'

beforeEach(() => earliestPosition.set(undefined))

it.each([
  [['20-7', '10-9', '30-8'], '20-7'],
  [['10-100', '10-99'], '10-99'],
  [['10-99', '10-100'], '10-99'],
  [[null, '10-5', null], '10-5'],
  [[null], undefined],
])('of replies with the positions %j the earliest is %s, by transaction and not by time', (positions, earliest) => {
  for (const position of positions) learnPosition(position)
  expect(earliestPosition.get()).toBe(earliest)
})

it('tells of a position only when it is earlier', () => {
  const told: (string | undefined)[] = []
  const stop = earliestPosition.subscribe(() => told.push(earliestPosition.get()))
  for (const position of ['1-5', '2-6', '3-4', '4-4']) learnPosition(position)
  stop()
  expect(told).toEqual(['1-5', '3-4'])
})
