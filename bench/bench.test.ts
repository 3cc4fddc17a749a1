import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { rows } from './rows.ts'

function makeTempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-bench-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

async function bench(...args: string[]) {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'bench.ts'), ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const texts = { out: '', err: '' }
  child.stdout.on('data', (piece) => (texts.out += piece))
  child.stderr.on('data', (piece) => (texts.err += piece))
  const [code] = await once(child, 'close')
  return { code, ...texts }
}

// Six servers start, and the machine may be busy with other tests.
it('measures every row, prints the table and writes each measurement', { timeout: 240_000 }, async () => {
  const file = join(makeTempDir(), 'figures.json')
  const { code, out, err } = await bench('--brief', '--json', file)
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  const written = JSON.parse(readFileSync(file, 'utf8')) as {
    rows: { name: string; figures: Record<string, { samples: { value: number }[] }> }[]
  }
  expect(written.rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name))
  for (const { name, figures } of written.rows) {
    for (const { samples } of Object.values(figures)) {
      expect(out).toContain(`| ${name} `)
      expect(samples.map(({ value }) => typeof value)).toEqual(['number'])
    }
  }
  // What was written is seen, however little time there is.
  expect(written.rows.find(({ name }) => name === 'read-your-write')?.figures['seen']?.samples[0]?.value).toBe(1)
})

it('names the rows that there are when it is asked for one that there is not', async () => {
  const { code, err } = await bench('hom-visitor')
  expect(code).toBe(2)
  expect(err).toContain('there is no row hom-visitor. There are nothing, token-check, growth')
})
