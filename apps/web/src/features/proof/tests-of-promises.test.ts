import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { testsOfPromises } from './tests-of-promises.ts'

it.each(Object.entries(testsOfPromises))('the promise %s has its test, %s', (_name, path) => {
  const file = resolve(import.meta.dirname, '../../../../..', path)
  expect(existsSync(file)).toBe(true)
  expect(readFileSync(file, 'utf8')).toMatch(/\bit(?:\.each)?\(/)
})
