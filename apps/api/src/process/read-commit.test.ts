import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readCommit } from './read-commit.ts'

const someCommit = 'a'.repeat(40)

/** A checkout with one file, and its commit. */
function makeCheckout(): { dir: string; commit: string } {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-checkout-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', dir, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8',
    })
  git('init', '--quiet')
  writeFileSync(join(dir, 'file'), 'one')
  git('add', '.')
  git('commit', '--quiet', '--no-gpg-sign', '-m', 'One')
  return { dir, commit: git('rev-parse', 'HEAD').trim() }
}

it('is what the operator names, if that is a whole commit', async () => {
  const { dir, commit } = makeCheckout()
  expect(await readCommit(someCommit, dir)).toBe(someCommit)
  for (const release of [undefined, '20261127', 'abcdef1', '1.2.3']) expect(await readCommit(release, dir)).toBe(commit)
})

it('is not said of a checkout with changed files, of a folder in another checkout, or of none', async () => {
  const { dir } = makeCheckout()
  mkdirSync(join(dir, 'unpacked'))
  expect(await readCommit(undefined, join(dir, 'unpacked'))).toBeNull()
  writeFileSync(join(dir, 'file'), 'two')
  expect(await readCommit(undefined, dir)).toBeNull()
  expect(await readCommit(undefined, join(dir, 'nothing'))).toBeNull()
})
