import type { Db } from '@cruddur/storage/postgres'
import { expect, it } from 'vitest'
import { takeTurns } from './take-turns.ts'

const db = {} as Db

/** Erasers that note their name when they are called, and erase what is given for each call. */
function erasersOf(rows: Record<string, (number | Error)[]>) {
  const called: string[] = []
  const erasers = Object.entries(rows).map(([name, results]) => async () => {
    called.push(name)
    const result = results.shift() ?? 0
    if (result instanceof Error) throw result
    return result
  })
  return { called, erase: takeTurns(erasers) }
}

it('each call is the turn of the next', async () => {
  const { called, erase } = erasersOf({ a: [3], b: [], c: [] })
  expect(await erase(db, 10)).toBe(3)
  for (let n = 0; n < 4; n++) expect(await erase(db, 10)).toBe(0)
  expect(called.join('')).toBe('abcab')
})

it('one that may have more keeps its turn', async () => {
  const { called, erase } = erasersOf({ a: [10, 10, 1], b: [] })
  for (let n = 0; n < 5; n++) await erase(db, 10)
  expect(called.join('')).toBe('aaaba')
})

it('one that fails does not keep the others from theirs', async () => {
  const { called, erase } = erasersOf({ a: [new Error('broken'), new Error('broken')], b: [] })
  await expect(erase(db, 10)).rejects.toThrow('broken')
  expect(await erase(db, 10)).toBe(0)
  await expect(erase(db, 10)).rejects.toThrow('broken')
  expect(called.join('')).toBe('aba')
})

it('none erase nothing', async () => {
  expect(await takeTurns([])(db, 10)).toBe(0)
})
