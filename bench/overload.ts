/**
 * What the server does with three times as many requests as it can serve: how many it still serves, how long these take, and
 * how soon all is well afterwards. Compared with its own peak and with its own durations at half of its peak, of the same run. The
 * peak is the mean of one before and one after: what else the machine does changes meanwhile.
 * `node bench/overload.ts [seconds] [connections that are open before]`
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { requestBytes, requestsPerSecond } from './load.ts'
import type { Load, Outcome } from './open-loop-process.ts'
import { startBenchDatabase, startCruddur, startOpenLoop } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 15)
const members = 200
/** Connections that are enough for the peak: more only wait. */
const peakConnections = 16
const overload = 3
/** The share of the peak at which nobody waits for others. With less, a few requests would decide the 99th percentile. */
const unloadedShare = 0.5
/** None: everybody comes at once. With 400, clients are as browsers that are there already, or a load balancer. */
const openConnections = Number(process.argv[3] ?? 0)
const limits = { goodput: 0.8, p99: 5, recoverySeconds: 10 }
/**
 * Peaks that differ by more say that something else used the machine meanwhile, or that trends became slower: they read the latest
 * 10,000 uses of tags, and each crud that is published here is one more use.
 */
const steadiness = 1.3
/** More requests than this share sent late would mean that the load generator is what is measured. */
const mostLate = 0.05

await using database = await startBenchDatabase((db) => seedFeed(db, 100_000))
await using cruddur = await startCruddur(database)
const { rows: people } = await sql<{ sub: string; handle: string }>`
  select cognito_user_uuid as sub, handle from users order by uuid limit ${members}`.execute(database.db)

/** What members do: read home most often, look at people and notifications, search, and now and then publish. */
async function requestsOf(): Promise<string[]> {
  const requests: string[] = []
  for (const [n, { sub, handle }] of people.entries()) {
    const { token } = await cruddur.ask<{ token: string }>({ tokenOf: sub })
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': `198.51.${n % 100}.${n}` }
    const get = (path: string) => requestBytes('GET', path, headers)
    requests.push(
      get('/api/activities/home'),
      get('/api/activities/home?feed=following'),
      get('/api/activities/notifications/unread'),
      get(`/api/activities/@${handle}`),
      get('/api/activities/home'),
      get('/api/trends'),
      get('/api/message_groups'),
      requestBytes('POST', '/api/activities', headers, { message: `lorem ipsum ${n} #bench`, ttl: '1-hour' }),
    )
  }
  // Every hundredth request of a person is followed by those of others.
  return requests.map((_, index) => requests[(index * 331) % requests.length] as string)
}

const requests = await requestsOf()
await using generator = await startOpenLoop()
const send = (rate: number, duration: number): Promise<Outcome> =>
  generator.ask<Outcome>({
    address: cruddur.address,
    requests,
    rate,
    seconds: duration,
    connections: openConnections,
  } satisfies Load)

type Served = Pick<Outcome['served'][number], 'ms' | 'sentMs'>
function percentile(served: Served[], share: number, from: 'ms' | 'sentMs' = 'ms'): number {
  const sorted = served.map((each) => each[from]).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN
}
const p99 = ({ served }: { served: Served[] }, from: 'ms' | 'sentMs' = 'ms') => percentile(served, 0.99, from)

let turn = 0
const target = { address: cruddur.address, request: () => requests[turn++ % requests.length] as string }
const measurePeak = (seconds: number) =>
  requestsPerSecond(target, { connections: peakConnections, seconds, busy: true })
// Compiles, and fills what the server keeps.
await measurePeak(5)
const before = await measurePeak(5)
const alone = await send(before * 0.1, 4)
const quiet = await send(before * unloadedShare, 8)
const started = performance.now()
const during = await send(before * overload, seconds)
const after = await send(before * unloadedShare, limits.recoverySeconds + 2)
const peaks = [before, await measurePeak(5)]
const peak = peaks.reduce((sum, each) => sum + each, 0) / peaks.length

/** Seconds after the overload until no second has a refusal or is slower than allowed. */
function recovery(): number {
  const isBad = (second: number) => {
    const inSecond = (at: number) => Math.floor(at / 1_000) === second
    const served = after.served.filter(({ at }) => inSecond(at))
    return after.shed.some(inSecond) || p99({ served }) > limits.p99 * p99(quiet)
  }
  for (let second = limits.recoverySeconds + 1; second >= 0; second--) if (isBad(second)) return second + 1
  return 0
}

const goodput = during.served.filter(({ at }) => at <= seconds * 1_000).length / seconds
const results: [string, number, string, boolean][] = [
  ['goodput', goodput / peak, `of the peak, at least ${limits.goodput}`, goodput / peak >= limits.goodput],
  [
    'p99',
    p99(during) / p99(quiet),
    `of the same server's at half of its peak, at most ${limits.p99}`,
    p99(during) / p99(quiet) <= limits.p99,
  ],
  ['recovery', recovery(), `s, at most ${limits.recoverySeconds}`, recovery() <= limits.recoverySeconds],
  ['late', during.lateShare, `of the requests were sent late, at most ${mostLate}`, during.lateShare <= mostLate],
]
const ms = (value: number) => `${value.toFixed(1)} ms`
console.log(
  `      peak ${peaks.map(Math.round).join('/s before and ')}/s after; p99 at half of it ${ms(p99(quiet))}, at a tenth ${ms(p99(alone))}; ` +
    `${overload} times the peak for ${seconds} s:`,
)
console.log(
  `      served ${Math.round(goodput)}/s with a p99 of ${ms(p99(during))}, shed ${Math.round(during.shed.length / seconds)}/s, ` +
    `others ${JSON.stringify(during.others)}; ${Math.round((performance.now() - started) / 1_000)} s in all`,
)
const later = during.served.filter(({ at }) => at > 1_000)
console.log(
  `      p99 after the first second ${ms(p99({ served: later }))}, median ${ms(percentile(later, 0.5))}; half load after the overload: p99 ${ms(p99(after))}`,
)
const first = during.served.filter(({ isFirst }) => isFirst)
console.log(
  `      from sending, without the generator's own lateness: p99 ${p99(during, 'sentMs').toFixed(1)} ms, quiet ${p99(quiet, 'sentMs').toFixed(1)} ms; ` +
    `${first.length} served over new connections${first.length > 0 ? `, p99 ${p99({ served: first }).toFixed(1)} ms` : ''}`,
)
if (Math.max(...peaks) > steadiness * Math.min(...peaks))
  console.log('      The peaks differ: what this run published made trends slower, or something else used the machine.')
for (const [name, value, words, ok] of results) {
  if (!ok) process.exitCode = 1
  console.log(`${(ok ? 'ok' : 'MISSED').padStart(6)} ${name.padEnd(8)} ${value.toFixed(2)} ${words}`)
}
