import { bareClient } from './contenders.ts'
import { type Sample, type Situation, situations } from './measure.ts'

export type Row = {
  files: number
  situation: Situation
  contender: string
  seconds: number
  /** Times what Node's own client takes for the requests alone. */
  ratio: number | null
  peakMiB: number
  requests: Record<string, number>
  wrong: string | null
}

const coldLimit = 1.3
const kinds: Record<string, string[]> = {
  LIST: ['ListObjectsV2', 'ListObjects'],
  PUT: ['PutObject', 'UploadPart', 'CreateMultipartUpload', 'CompleteMultipartUpload'],
  HEAD: ['HeadObject', 'HeadBucket'],
  GET: ['GetObject', 'GetBucketLocation'],
  COPY: ['CopyObject'],
  DELETE: ['DeleteObject', 'DeleteObjects'],
}

export function median(numbers: number[]) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0
}

export function rowsOf(files: number, samples: Sample[]): Row[] {
  return situations.flatMap((situation) => {
    const here = samples.filter((one) => one.situation === situation)
    const time = (name: string) => median(here.filter((one) => one.contender === name).map((one) => one.seconds))
    const bare = time(bareClient.name)
    return [...new Set(here.map((one) => one.contender))].map((contender) => {
      const own = here.filter((one) => one.contender === contender)
      return {
        files,
        situation,
        contender,
        seconds: time(contender),
        ratio: bare === 0 ? null : time(contender) / bare,
        peakMiB: Math.max(...own.map((one) => one.peakMiB)),
        requests: own.at(-1)?.requests ?? {},
        wrong: own.find((one) => one.wrong !== null)?.wrong ?? null,
      }
    })
  })
}

export function table(rows: Row[]): string {
  const head = ['', 'seconds', `x ${bareClient.name}`, ...Object.keys(kinds), 'peak MiB', '']
  const lines = rows.map((row) => [
    row.contender,
    row.seconds.toFixed(3),
    row.ratio?.toFixed(2) ?? '-',
    ...Object.values(kinds).map((names) => String(names.reduce((sum, name) => sum + (row.requests[name] ?? 0), 0))),
    row.peakMiB.toFixed(0),
    row.wrong === null ? '' : `WRONG: ${row.wrong}`,
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map((line) => line[i]?.length ?? 0)))
  const padded = (line: string[]) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return [head, ...lines].map((line) => padded(line).trimEnd()).join('\n')
}

function rivalsIn(rows: Row[]): Row[] {
  return rows.filter(({ contender, wrong }) => !['site-sync', bareClient.name].includes(contender) && wrong === null)
}

/**
 * The time of site-sync without the start of Node, compared with the whole time of the fastest rival. Null if there is none, or
 * if site-sync did not do what it should.
 *
 * @param startSeconds of a program of Node that does nothing
 */
export function withoutStart(rows: Row[], startSeconds: number): string | null {
  const own = rows.find((row) => row.contender === 'site-sync')
  const [fastest] = rivalsIn(rows).sort((a, b) => a.seconds - b.seconds)
  if (!own || own.wrong !== null || !fastest) return null
  const ratio = (own.seconds - startSeconds) / fastest.seconds
  return `without the ${startSeconds.toFixed(3)} s in which Node starts it takes ${ratio.toFixed(2)} times as long as ${fastest.contender}`
}

/** Faster than each rival in every row, and when cold at most 1.3 times Node's own client. A figure, not a test. */
export function verdict(rows: Row[]): string | null {
  const own = rows.find((row) => row.contender === 'site-sync')
  if (own === undefined) return null
  if (own.wrong !== null) return 'beyond: it did not do what it should'
  const others = rivalsIn(rows)
  const faster = others.filter((row) => row.seconds <= own.seconds)
  const beyond = faster.map((row) => `${row.contender} takes ${(row.seconds / own.seconds).toFixed(2)} of its time`)
  if (own.situation === 'cold' && own.ratio !== null && own.ratio > coldLimit) {
    beyond.push(`${own.ratio.toFixed(2)} times ${bareClient.name}, more than ${coldLimit}`)
  }
  if (beyond.length > 0) return `beyond: ${beyond.join('; ')}`
  const next = Math.min(...others.map((row) => row.seconds / own.seconds))
  return Number.isFinite(next) ? `within: ${next.toFixed(1)} times as fast as the next` : 'within'
}
