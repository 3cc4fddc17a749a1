import { expect, it } from 'vitest'
import { shorterLives } from './shorter-lives.ts'

const minute = 60_000
const hour = 60 * minute

it.each([
  [4 * minute, []],
  [5 * minute, []],
  [5 * minute + 1, ['5 minutes']],
  [hour, ['5 minutes', '20 minutes']],
  [13 * hour, ['5 minutes', '20 minutes', '1 hour', '3 hours', '12 hours']],
  [720 * hour, ['5 minutes', '20 minutes', '1 hour', '3 hours', '12 hours', '1 day', '3 days', '7 days']],
])('guarantee 2: %i ms of life can only become less', (left, words) =>
  expect(shorterLives(left).map((life) => life.words)).toEqual(words),
)
