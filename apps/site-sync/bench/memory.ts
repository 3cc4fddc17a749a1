import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contender } from './contenders.ts'
import { makeSite } from './make-site.ts'
import { measure, type Sample } from './measure.ts'
import type { StubServer } from './stub-server.ts'

export type MemoryRow = Sample & { files: number }

/** Times the memory, at most, that ten times as many files may take. */
const limit = 2

/** Peak memory at ten times as many files. They are small ones: what counts here is how many there are. */
export async function measureMemory(contender: Contender, stub: StubServer, scratch: string): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = []
  for (const files of [10_000, 100_000]) {
    const folder = join(scratch, `memory-${files}`)
    await mkdir(folder)
    const site = await makeSite(folder, files, 500)
    for (const sample of await measure(contender, site, stub, scratch)) rows.push({ ...sample, files })
  }
  return rows
}

export function memoryTable(rows: MemoryRow[]): string {
  return rows
    .map((row) => {
      const before = rows.find((one) => one.situation === row.situation)
      const times = row.peakMiB / (before?.peakMiB ?? 1)
      const word = times <= limit ? 'within' : 'BEYOND'
      const wrong = row.wrong === null ? '' : `  WRONG: ${row.wrong}`
      return `${String(row.files).padStart(7)} files  ${row.situation.padEnd(10)}  ${row.seconds.toFixed(2).padStart(6)} s  ${row.peakMiB.toFixed(0).padStart(5)} MiB  ${times.toFixed(2)} times that of the fewest, ${word} ${limit}${wrong}`
    })
    .join('\n')
}
