import { expect, it } from 'vitest'
import { actorNames } from './notification-words.ts'

it.each([
  [['Worf'], 1, 'Worf'],
  [['Worf', 'Data'], 2, 'Worf and Data'],
  [['Worf', 'Data', 'Troi'], 3, 'Worf and 2 others'],
  [['Worf', 'Data', 'Troi'], 4, 'Worf and 3 others'],
  [['Worf'], 2, 'Worf and 1 other'],
  [[], 1, 'Somebody'],
])('%j, %i in all: %s', (names, count, words) => expect(actorNames(names, count)).toBe(words))
