import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './gate.ts'

export type Source = { /** Relative to the checkout, with slashes. */ path: string; text: string }

/** All TypeScript files and style sheets of the repository. */
export function readSources(): Source[] {
  return globSync('{apps,packages,infra,scripts,e2e,bench}/**/*.{ts,tsx,css}', {
    cwd: checkout,
    exclude: (name) => /(^|\/)(node_modules|dist|cdk\.out)$/.test(String(name)),
  })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(checkout, path), 'utf8') }))
}
