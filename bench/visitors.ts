/**
 * Pages of home per second for visitors while somebody publishes 200 cruds a second on another server, 64 connections,
 * compared with Node's HTTP server, which sends the same bytes while the same is published; and pages that nobody asks for twice.
 * `node bench/visitors.ts [cruds] [rounds] [seconds]`
 */

import { sql } from 'kysely'
import { encodeCursor } from '../apps/api/src/http/paging.ts'
import { requestBytes, requestsPerSecond } from './load.ts'
import { startBare, startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'
import { publishSteadily } from './steady-writes.ts'

const [cruds = 1_000_000, rounds = 3, seconds = 3] = process.argv.slice(2).map(Number)
const connections = 64
const writesPerSecond = 200
/** The smallest allowed share of the rate of bare HTTP, and the largest multiple of its 99th percentile. */
const limits = { rate: 0.7, p99: 3 }

await using database = await startBenchDatabase((db) => seedFeed(db, cruds))
await using cruddur = await startCruddur(database)
await using writing = await startCruddur(database)
await using bare = await startBare()
const { rows } = await sql<{ sub: string }>`select cognito_user_uuid as sub from users limit 1`.execute(database.db)
const { token } = await writing.ask<{ token: string }>({ tokenOf: rows[0]?.sub as string })

const page = await fetch(`${cruddur.address}/api/activities/home?limit=20`)
const body = await page.text()
await bare.ask({ headers: { ...Object.fromEntries(page.headers), 'content-length': Buffer.byteLength(body) }, body })

const home = requestBytes('GET', '/api/activities/home?limit=20')
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const p99 = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.99)] ?? 0

async function measure(address: string, request: () => string) {
  const waits: number[] = []
  const rate = await requestsPerSecond({ address, request }, { seconds, connections, waits })
  return { rate, p99: p99(waits) }
}
type Measured = Awaited<ReturnType<typeof measure>>

/** A page at a random place of the last ten days. */
function deepPage(): string {
  const at = new Date(Date.now() - Math.random() * 860_000_000).toISOString()
  const cursor = encodeCursor({ at, uuid: '00000000-0000-7000-8000-000000000000' })
  return requestBytes('GET', `/api/activities/home?limit=20&cursor=${cursor}`)
}

const measured: Record<'bare' | 'ours' | 'deep', Measured>[] = []
for (let round = 0; round <= rounds; round++) {
  const writes = publishSteadily(writing.address, token, writesPerSecond)
  const pair = { bare: await measure(bare.address, () => home), ours: await measure(cruddur.address, () => home) }
  const published = await writes.stop()
  if (published < writesPerSecond * 0.9) console.log(`only ${published} cruds a second were published`)
  const deep = await measure(cruddur.address, deepPage)
  // The first round compiles.
  if (round > 0) measured.push({ ...pair, deep })
}

const rateOf = (name: keyof (typeof measured)[number]) => median(measured.map((round) => round[name].rate))
const shares = measured.map(({ bare, ours }) => ours.rate / bare.rate)
const wait = median(measured.map(({ bare, ours }) => ours.p99 / bare.p99))
const isUnder = median(shares) < limits.rate || wait > limits.p99
console.log(
  `${(isUnder ? 'UNDER' : 'ok').padStart(5)} home, visitor ${Math.round(rateOf('ours'))}/s, bare HTTP ${Math.round(rateOf('bare'))}/s: ` +
    `${median(shares).toFixed(2)} (${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)}), at least ${limits.rate}; ` +
    `p99 ${wait.toFixed(1)}x, at most ${limits.p99}x`,
)
console.log(
  `      random deep pages ${Math.round(rateOf('deep'))}/s: ${(rateOf('deep') / rateOf('bare')).toFixed(3)} of bare HTTP`,
)
process.exitCode = isUnder ? 1 : 0
