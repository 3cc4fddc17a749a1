import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

/** Whose insides stay few. */
const small = ['.composer-body:has(textarea:focus)']

it(':has looks at children and neighbours only, so that it never searches a long list each time a crud comes', async () => {
  const found: string[] = []
  for await (const sheet of glob('**/*.css', { cwd: resolve(import.meta.dirname, '..') })) {
    const styles = readFileSync(resolve(import.meta.dirname, '..', sheet), 'utf8')
    found.push(...(styles.match(/[^\s]*:has\([^{]*/g) ?? []))
  }
  expect(found.length).toBeGreaterThan(small.length)
  const wide = found.filter((selector) => /:has\((?![>+])/.test(selector))
  expect(wide.filter((selector) => !small.some((known) => selector.startsWith(known)))).toEqual([])
})
