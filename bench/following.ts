/**
 * How long a page of the feed of followed people takes beside a page of everybody's cruds, read by the same member through
 * the same app in the same run: ratios of medians, and the most that each may be. `node bench/following.ts [cruds]`
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { readers, seedFollowing } from './following-seed.ts'
import { startSeededApp } from './seeded-app.ts'

const cruds = Number(process.argv[2] ?? 100_000)
const rounds = 15
/** Each person followed costs a look into two indexes, so only their number may be seen in the time. */
const limits = { 'one, 500 cruds': 6, 'one, 50,000 cruds': 6, '200 people': 10, '1,000 people': 30 }

const bench = await startSeededApp((db) => seedFollowing(db, cruds))

async function ask(url: string, authorization: string) {
  const started = performance.now()
  const { statusCode, headers } = await bench.app.inject({ url, headers: { authorization } })
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
  const next = /<([^>]+)>/.exec(String(headers.link))?.[1]
  return { took: performance.now() - started, next }
}

/** The address of the page after so many others, or of the last page. */
async function pageAfter(pages: number, url: string, authorization: string): Promise<string> {
  const { next } = await ask(url, authorization)
  return pages === 0 || !next ? url : pageAfter(pages - 1, next, authorization)
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number

let failed = 0
console.log(`${cruds.toLocaleString('en')} cruds; medians of ${rounds}; beside a page of everybody's cruds`)
for (const [name, handle] of Object.entries(readers) as [keyof typeof readers, string][]) {
  const { rows } = await sql<{
    sub: string
  }>`select cognito_user_uuid as sub from users where handle = ${handle}`.execute(bench.db)
  const authorization = `Bearer ${await bench.tokenOf(rows[0]?.sub as string)}`
  for (const sort of ['newest', 'expiring']) {
    const everybody = `/api/activities/home?sort=${sort}`
    const first = `/api/activities/home?feed=following&sort=${sort}`
    for (const [depth, url] of [
      ['first page', first],
      ['page 10', await pageAfter(9, first, authorization)],
    ] as const) {
      // The first requests plan the statements, on each connection.
      for (let n = 0; n < 6; n++) for (const path of [everybody, url]) await ask(path, authorization)
      const [bare, own]: [number[], number[]] = [[], []]
      for (let n = 0; n < rounds; n++) {
        own.push((await ask(url, authorization)).took)
        bare.push((await ask(everybody, authorization)).took)
      }
      const ratio = median(own) / median(bare)
      const over = ratio > limits[name]
      if (over) failed++
      const figures = `${median(own).toFixed(1).padStart(7)} ms  ${ratio.toFixed(1).padStart(5)}x  of at most ${limits[name]}x`
      console.log(`${over ? 'OVER' : '  ok'}  ${`${name}, ${sort}, ${depth}`.padEnd(42)}${figures}`)
    }
  }
}
await bench.close()
process.exitCode = failed > 0 ? 1 : 0
