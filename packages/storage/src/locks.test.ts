import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { locks } from './locks.ts'

const checkout = resolve(import.meta.dirname, '../../..')
const registry = Object.values(locks)

/** The numbers written into advisory locks, by file. */
function numbersIn(pattern: string): { path: string; number: number }[] {
  const paths = globSync(pattern, { cwd: checkout, exclude: (name) => /(^|\/)node_modules$/.test(String(name)) })
  return paths.flatMap((path) => {
    const text = readFileSync(resolve(checkout, path), 'utf8')
    const calls = text.matchAll(/pg_(?:try_)?advisory_(?:xact_)?(?:un)?lock(?:_shared)?\(\s*([\d_]+)/g)
    return [...calls].map((call) => ({ path, number: Number(call[1]?.replaceAll('_', '')) }))
  })
}

it('no two locks have one number', () => {
  expect(new Set(registry).size).toBe(registry.length)
})

it('every lock of a migration is in the registry', () => {
  const found = numbersIn('packages/storage/migrations/*.sql')
  expect(found.length).toBeGreaterThan(0)
  for (const { path, number } of found) expect(registry, path).toContain(number)
})

it('no source writes a number of its own', () => {
  expect(numbersIn('{apps,packages,scripts}/**/*.ts')).toEqual([])
})
