import { expect, it } from 'vitest'
import { actorNames, doneWords } from './notification-words.ts'

it.each([
  [['Worf'], 1, 'Worf'],
  [['Worf', 'Data'], 2, 'Worf and Data'],
  [['Worf', 'Data', 'Troi'], 3, 'Worf and 2 others'],
  [['Worf', 'Data', 'Troi'], 4, 'Worf and 3 others'],
  [['Worf'], 2, 'Worf and 1 other'],
  [[], 1, 'Somebody'],
])('%j, %i in all: %s', (names, count, words) => expect(actorNames(names, count)).toBe(words))

it.each([
  ['like', ['like'], 1, 'liked your crud'],
  ['repost', ['repost'], 3, 'reposted your crud'],
  ['repost', ['like', 'repost'], 1, 'liked and reposted your crud'],
  ['like', ['like', 'repost'], 2, 'liked or reposted your crud'],
] as const)('%s of %j by %i: %s', (kind, kinds, actors_count, words) =>
  expect(doneWords({ kind, kinds: [...kinds], actors_count })).toBe(words),
)
