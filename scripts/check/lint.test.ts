import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkout } from './gate.ts'

type Report = { diagnostics: { category: string; severity: string; location: { path: string } }[] }

/** Lints files in a folder of their own by the rules of this repository. Returns `path rule` of each error. */
function lint(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-lint-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const path of ['biome.json', 'scripts/check/export-functions.grit']) {
    cpSync(join(checkout, path), join(folder, path))
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.']
  try {
    execFileSync(join(checkout, 'node_modules/.bin/biome'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
    return []
  } catch (error) {
    const { diagnostics } = JSON.parse(String((error as { stdout: Buffer }).stdout)) as Report
    return diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ category, location }) => `${location.path} ${category.split('/').at(-1)}`)
      .sort()
  }
}

it.each([
  ['static', "import { b } from './b.ts'\nexport const a = b"],
  ['type-only', "import type { B } from './b.ts'\nexport type A = B"],
  ['dynamic', "export async function a() {\n  return import('./b.ts')\n}"],
])('lint refuses a circle of files that a %s import closes', (_, text) => {
  const errors = lint({
    'packages/a/src/a.ts': text,
    'packages/a/src/b.ts': "import { a } from './a.ts'\nexport const b = a\nexport type B = typeof a",
  })
  expect(errors).toEqual(['packages/a/src/a.ts noImportCycles', 'packages/a/src/b.ts noImportCycles'])
})

it('lint refuses an exported arrow function in the web app, and takes a declaration or local arrow', () => {
  const errors = lint({
    'apps/web/src/arrow.ts': 'export const double = async (count: number): Promise<number> => count * 2',
    'apps/web/src/Arrow.tsx': 'export const Arrow = () => <p>Hello</p>',
    'apps/web/src/expression.ts': 'export const double = function () {}',
    'apps/web/src/local.ts': 'const double = (count: number) => count * 2\nexport const four = [2].map(double)',
    'apps/web/src/declared.ts': 'export function double(count: number) {\n  return count * 2\n}',
    'apps/web/src/typed.ts': 'export const double: (count: number) => number = (count) => count * 2',
  })
  expect(errors).toEqual([
    'apps/web/src/Arrow.tsx plugin',
    'apps/web/src/arrow.ts plugin',
    'apps/web/src/expression.ts plugin',
  ])
})
