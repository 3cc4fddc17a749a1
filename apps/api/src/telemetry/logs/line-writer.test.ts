import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { createLineWriter } from './line-writer.ts'

const dir = mkdtempSync(join(tmpdir(), 'cruddur-lines-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const lineOf = (n: number) => `${JSON.stringify({ n, text: 'ä line of the log '.repeat(4) })}\n`

it('writes whole lines in their order, few and many', async () => {
  const path = join(dir, 'lines')
  const fd = openSync(path, 'a')
  const writer = createLineWriter(fd)
  const written = () => readFileSync(path, 'utf8')
  writer.write(lineOf(0))
  await expect.poll(written).toBe(lineOf(0))
  const lines = Array.from({ length: 5_000 }, (_, n) => lineOf(n))
  for (const line of lines) writer.write(line)
  await expect.poll(() => written().length).toBe((lineOf(0) + lines.join('')).length)
  expect(written()).toBe(lineOf(0) + lines.join(''))
  closeSync(fd)
})

it('keeps a bounded number of lines while nobody reads, and says later how many it dropped', async () => {
  const path = join(dir, 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  const dropped = vi.fn()
  const writer = createLineWriter(fd, { maxWaiting: 100_000, onDropped: dropped })
  const sent = 20_000
  for (let n = 0; n < sent; n++) writer.write(lineOf(n))
  let received = ''
  const piece = Buffer.alloc(65_536)
  const read = () => {
    try {
      received += piece.toString('utf8', 0, readSync(fd, piece))
    } catch (error) {
      expect(error).toMatchObject({ code: 'EAGAIN' })
    }
    return received
  }
  const readOn = () => {
    read()
    return dropped.mock.calls.length
  }
  await expect.poll(readOn, { interval: 5 }).toBe(1)
  const linesRead = () => read().split('\n').slice(0, -1)
  const kept = sent - dropped.mock.calls[0]?.[0]
  // The pipe takes them batch by batch, and the number is told after the first.
  await expect.poll(() => linesRead().length, { interval: 5 }).toBe(kept)
  // The oldest lines, each whole, and nothing after them.
  expect(received).toBe(Array.from({ length: kept }, (_, n) => lineOf(n)).join(''))
  expect(dropped).toHaveBeenCalledOnce()
  expect(received.length).toBeLessThan(300_000)
  closeSync(fd)
})

/** A process that logs as the server does, and then runs `code`. */
function logging(code: string) {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  const file = join(dir, `${crypto.randomUUID()}.mjs`)
  writeFileSync(
    file,
    `import { parseConfig } from ${from('../../config/config.ts')}
import { openTelemetry } from ${from('../open-telemetry.ts')}
const { log } = await openTelemetry(parseConfig({ LOG_FORMAT: 'json' }).telemetry, new AsyncDisposableStack())
${code}`,
  )
  return spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'ignore'] })
}

it.each(['process.exit(3)', 'throw new Error()'])('loses no line when the process ends by %s', async (end) => {
  const child = logging(`for (let n = 0; n < 3_000; n++) log.info({ n }, 'a line')\n${end}`)
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  await once(child, 'close')
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).n)
  // What was being written at the end can come last on a busy machine.
  expect(lines.sort((a, b) => a - b)).toEqual(Array.from({ length: 3_000 }, (_, n) => n))
})

it('is no reason to end the process when its reader is gone', async () => {
  const child = logging(`
let n = 0
setInterval(() => {
  log.info('a line')
  if (++n === 30) process.exit(7)
}, 10)`)
  child.stdout.destroy()
  expect(await once(child, 'close')).toEqual([7, null])
})
