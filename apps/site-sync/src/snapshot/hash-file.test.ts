import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../model/errors.ts'
import { readHashed } from './hash-file.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-sync-'))
  file = join(folder, 'file')
})
afterEach(() => rmSync(folder, { recursive: true }))

const mebibyte = 1024 * 1024

function md5(bytes: Buffer) {
  return createHash('md5').update(bytes).digest('hex')
}

describe('a file', () => {
  it.each([0, 1, 4096, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte + 7])('of %i bytes', async (size) => {
    const bytes = Buffer.alloc(size, 'abcdefg')
    writeFileSync(file, bytes)
    expect(await readHashed(file, { keep: false })).toEqual({ md5: md5(bytes), size })
    const kept = await readHashed(file, { keep: true })
    expect(kept).toMatchObject({ md5: md5(bytes), size })
    expect(kept.body?.equals(bytes)).toBe(true)
  })

  it('that is gone', async () => {
    await expect(readHashed(file, { keep: false })).rejects.toThrow(Refusal)
    await expect(readHashed(file, { keep: false })).rejects.toThrow('went away meanwhile')
  })

  it('that is a folder now', async () => {
    await expect(readHashed(folder, { keep: false })).rejects.toThrow(Refusal)
  })

  it.each([true, false])('that grows while it is read, kept: %j', async (keep) => {
    writeFileSync(file, Buffer.alloc(8 * mebibyte, 'a'))
    const reading = readHashed(file, { keep })
    // It has been opened by now, at the least; whatever is read then, the file is of another time at the end.
    const growing = setInterval(() => appendFileSync(file, 'b'), 0)
    try {
      await expect(reading).rejects.toThrow('changed while it was read')
    } finally {
      clearInterval(growing)
    }
  })

  // It says that it has no bytes, and gives some: as a small file does that grows at once.
  it.runIf(process.platform === 'linux')('that holds more than it says', async () => {
    symlinkSync('/proc/self/status', file)
    await expect(readHashed(file, { keep: true })).rejects.toThrow('changed while it was read')
  })
})
