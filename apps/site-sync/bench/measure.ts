import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contender } from './contenders.ts'
import { changeOne, type Site } from './make-site.ts'
import { runProcess } from './run-process.ts'
import type { StubServer } from './stub-server.ts'

export const situations = ['cold', 'no-op', '1% changed'] as const
export type Situation = (typeof situations)[number]

export type Sample = {
  contender: string
  situation: Situation
  seconds: number
  peakMiB: number
  requests: Record<string, number>
  /** What was not as it should be afterwards. */
  wrong: string | null
}

let round = 0

/** One run of each situation, one after the other, in a bucket of its own. */
export async function measure(contender: Contender, site: Site, stub: StubServer, scratch: string): Promise<Sample[]> {
  const bucket = `bench-${contender.name.replaceAll(' ', '-')}`
  const names = join(scratch, 'names')
  const samples: Sample[] = []
  await stub.empty(bucket)
  for (const situation of situations) {
    const changed = situation === '1% changed' ? await changeOne(site, ++round) : 0
    const puts = situation === 'cold' ? site.files : site.files.filter((_, i) => changed > 0 && i % 100 === 7)
    await writeFile(names, puts.join('\n'))
    const task = { url: stub.url, bucket, folder: site.folder, names, scratch }
    const { seconds, peakMiB, code, output } = await runProcess(contender.command(task))
    const { requests, objects } = await stub.about(bucket)
    const written = (requests['PutObject'] ?? 0) + (requests['CompleteMultipartUpload'] ?? 0)
    let wrong: string | null = null
    if (code !== 0) wrong = `exit code ${code}: ${output.trim().slice(-300)}`
    else if (objects !== site.files.length) wrong = `${objects} objects of ${site.files.length}`
    else if (written < puts.length) wrong = `wrote ${written} of ${puts.length}`
    samples.push({ contender: contender.name, situation, seconds, peakMiB, requests, wrong })
  }
  return samples
}
