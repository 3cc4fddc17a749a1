import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { Refusal } from '../model/errors.ts'
import { readHashed } from './hash-file.ts'
import { startHashThread } from './hash-thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'site-sync-hash-'))
const files = Array.from({ length: 50 }, (_, n) => join(folder, `${n}`))
beforeAll(() => files.forEach((file, n) => void writeFileSync(file, 'x'.repeat(n))))
afterAll(() => rmSync(folder, { recursive: true }))

async function start() {
  const thread = await startHashThread()
  onTestFinished(() => thread.close())
  return thread
}

it('hashes as this thread would, in the same order, as often as it is asked', async () => {
  const thread = await start()
  const here = await Promise.all(files.map((file) => readHashed(file, { keep: false })))
  expect(await thread.hash(files)).toEqual(here)
  expect(await thread.hash(files.toReversed())).toEqual(here.toReversed())
  expect(await thread.hash([])).toEqual([])
})

it('answers everybody with their own, however many ask at once', async () => {
  const thread = await start()
  const large = join(folder, 'large')
  writeFileSync(large, 'x'.repeat(3_000_000))
  const missing = thread.hash([join(folder, 'missing')]).catch((error: Error) => error)
  const asked = [[large], files.slice(0, 2), [large], files.slice(2, 3)]
  const answers = await Promise.all(asked.map((some) => thread.hash(some)))
  expect(answers.map((some) => some.map(({ size }) => size))).toEqual([[3_000_000], [0, 1], [3_000_000], [2]])
  expect(await missing).toBeInstanceOf(Refusal)
})

it('refuses what this thread would refuse, in the same words, and goes on', async () => {
  const thread = await start()
  const missing = join(folder, 'missing')
  const here = await readHashed(missing, { keep: false }).catch((error: Error) => error)
  const there = await thread.hash([missing]).catch((error: Error) => error)
  expect(there).toBeInstanceOf(Refusal)
  expect(there).toEqual(here)
  expect(await thread.hash(files.slice(0, 1))).toHaveLength(1)
})

it('says so when it is over, also to who asks later', async () => {
  const thread = await start()
  const asked = thread.hash(files)
  thread.close()
  await expect(asked).rejects.toThrow('is over')
  await expect(thread.hash([])).rejects.toThrow('is over')
})
