import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

/** Whose insides stay few. */
const small = ['.composer-body:has(textarea:focus)']

/** What holds lists of cruds. */
const around = /^(?:html|body|:root|#root|\.layout|#main|\.crud-list)\b/

/** Each part of all style sheets that begins with a selector that a pattern fits. */
async function findInSheets(pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  for await (const sheet of glob('**/*.css', { cwd: resolve(import.meta.dirname, '..') })) {
    const styles = readFileSync(resolve(import.meta.dirname, '..', sheet), 'utf8')
    found.push(...(styles.match(pattern) ?? []))
  }
  return found
}

it(':has looks at children and neighbours only, so that it never searches a long list each time a crud comes', async () => {
  const found = await findInSheets(/[^\s]*:has\([^{]*/g)
  expect(found.length).toBeGreaterThan(small.length)
  const wide = found.filter((selector) => /:has\((?![>+])/.test(selector))
  expect(wide.filter((selector) => !small.some((known) => selector.startsWith(known)))).toEqual([])
})

it('what holds a list has :has for itself only, or the whole list is searched for what else the rule is for', async () => {
  // With what follows in the selector, and in its block up to the first brace, which may open a block inside it.
  const found = (await findInSheets(/[^\s]*:has\([^{]*\{[^{}]*[{}]/g)).filter((rule) => around.test(rule))
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter((rule) => !/^\S+?:has\((?:[^()]|\([^()]*\))*\)\s*\{[^{}]*\}$/.test(rule))).toEqual([])
})
