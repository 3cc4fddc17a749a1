import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSpool } from './export-spool.ts'

/** The content of the files without a name that this process has open in a directory. Only Linux shows them. */
function unnamedFiles(dir: string): Buffer[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const link = readlinkSync(`/proc/self/fd/${fd}`)
      return link.startsWith(`${dir}/`) && link.endsWith(' (deleted)') ? [readFileSync(`/proc/self/fd/${fd}`)] : []
    } catch {
      // It was closed meanwhile.
      return []
    }
  })
}

it.runIf(process.platform === 'linux')(
  'guarantee 9: an export that waits has a file without a name and without a word',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'cruddur-spool-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const spool = await openSpool(dir)
    onTestFinished(() => spool.close())
    const text = 'canary words\n'.repeat(1_000)
    await spool.write(
      (async function* () {
        yield text
      })(),
    )
    expect(readdirSync(dir)).toEqual([])
    const [file, ...others] = unnamedFiles(dir)
    expect(others).toEqual([])
    expect(file).toHaveLength(text.length)
    expect(file?.includes('canary')).toBe(false)
    let read = ''
    for await (const piece of spool.read()) read += piece
    expect(read).toBe(text)
  },
)
