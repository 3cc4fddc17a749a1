/**
 * What watching costs: requests per second, and the processor's time for each, compared with the same server that nobody watches,
 * which is asked at the same time. Once with traces of 10 % sent to a collector, and once with everything: traces to two
 * collectors, one of which is X-Ray's (signed), Rollbar, a line in the log for each request, lines for CloudWatch, and `/metrics`
 * read each second. Then what is left of it in a server that nobody watches: a look for a trace, once a request.
 *
 * Of two processes with the same settings one can be a tenth faster than the other for as long as it runs, so all are started twice.
 * A server compiles for its first ten seconds under load, in threads that count as its processor time, so it is measured afterwards.
 * `node bench/telemetry.ts [seconds]`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findFreePort } from '../apps/api/src/config/listening.ts'
import { inSpan } from '../apps/api/src/telemetry/tracing/span.ts'
import { requestBytes, requestsPerSecond } from './load.ts'
import { type Process, startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 1)
/** How often the servers are started, and how often each is measured then. */
const [starts, rounds] = [2, 7]
/** How long each is asked for each path before it is measured. */
const warmSeconds = 6
/** The smallest allowed share of the throughput of the server that nobody watches. */
const limit = 0.95
/** The largest allowed share of a request's processor time for what is left when nobody watches. */
const mostLeft = 0.005
const paths = ['/api/activities/home', '/api/health-check']

await using database = await startBenchDatabase((db) => seedFeed(db, 10_000))
const sink = fork(resolve(import.meta.dirname, 'sink-process.ts'))
const [{ address }] = (await once(sink, 'message')) as [{ address: string }]
// What goes to X-Ray is signed with what the environment of the server holds.
const credentials = join(database.dir, 'aws.env')
await writeFile(credentials, 'AWS_ACCESS_KEY_ID=bench\nAWS_SECRET_ACCESS_KEY=bench\n')
process.loadEnvFile(credentials)
const traces = { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_TRACES_SAMPLER_ARG: '0.1' }
const everything = (metricsPort: number) => ({
  ...traces,
  XRAY: 'on',
  AWS_DEFAULT_REGION: 'eu-central-1',
  AWS_ENDPOINT_URL_XRAY: address,
  ROLLBAR_ACCESS_TOKEN: 'bench',
  ROLLBAR_ENDPOINT: address,
  LOG_LEVEL: 'info',
  METRICS_EMF: 'routes',
  METRICS_PORT: String(metricsPort),
})
const scrapeMs = 1_000
let scrapes = 0

/** Reads the metrics each second. @returns a function that stops it */
function scrape(metricsPort: number): () => void {
  const scraping = setInterval(async () => {
    const reply = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
    await reply.text()
    scrapes++
  }, scrapeMs)
  return () => clearInterval(scraping)
}

const cpuOf = async (server: Process) => (await server.ask<{ microseconds: number }>({ cpu: true })).microseconds

type Measured = { rate: number; cpu: number }

async function warm(servers: Process[]): Promise<void> {
  for (const path of paths)
    await Promise.all(
      servers.map(({ address }) =>
        requestsPerSecond(
          { address, request: () => requestBytes('GET', path) },
          { seconds: warmSeconds, connections: 16 },
        ),
      ),
    )
}

/** Requests per second, and microseconds of the server's processor for each. */
async function measure(server: Process, path: string): Promise<Measured> {
  const before = await cpuOf(server)
  const target = { address: server.address, request: () => requestBytes('GET', path) }
  const rate = await requestsPerSecond(target, { seconds, connections: 16 })
  return { rate, cpu: ((await cpuOf(server)) - before) / (rate * seconds) }
}

/** Microseconds that work costs which could be recorded, while nothing is traced. */
function lookForTrace(): number {
  const times = 1_000_000
  const work = () => undefined
  const once = () => {
    const begin = performance.now()
    for (let n = 0; n < times; n++) inSpan('work', {}, work)
    return ((performance.now() - begin) * 1_000) / times
  }
  once()
  return once()
}

const medianOf = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

type Pair = { off: Measured; on: Measured }

async function measureBoth(off: Process, on: Process, path: string): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round++) {
    // Both at once, so that whatever else the machine does slows both alike.
    const [plain, other] = await Promise.all([measure(off, path), measure(on, path)])
    pairs.push({ off: plain, on: other })
  }
  return pairs
}

function report(path: string, what: string, pairs: Pair[]): void {
  const rate = medianOf(pairs.map((pair) => pair.on.rate / pair.off.rate))
  const time = medianOf(pairs.map((pair) => pair.off.cpu / pair.on.cpu))
  // Beside other work on the machine either can mislead. What costs too much shows in both.
  const isCostly = Math.max(rate, time) < limit
  if (isCostly) process.exitCode = 1
  const cpuOff = medianOf(pairs.map((pair) => pair.off.cpu))
  if (left / cpuOff > mostLeft) process.exitCode = 1
  const usual = { rate: medianOf(pairs.map((pair) => pair.off.rate)), cpu: cpuOff }
  console.log(
    `${(isCostly ? 'UNDER' : 'ok').padStart(5)} ${path} ${Math.round(usual.rate)}/s and ${Math.round(usual.cpu)} us each unwatched; ` +
      `with ${what} ${rate.toFixed(3)} of the rate, ${time.toFixed(3)} by time, at least ${limit} (medians of ${pairs.length} rounds); ` +
      `off, ${((left / cpuOff) * 100).toFixed(3)} % of the processor time is left, at most ${mostLeft * 100} %`,
  )
}

const left = lookForTrace()
const results = paths.flatMap((path) => ['traces', 'everything'].map((what) => ({ path, what, pairs: [] as Pair[] })))
for (let start = 0; start < starts; start++) {
  const metricsPort = await findFreePort('127.0.0.1')
  await using off = await startCruddur(database)
  await using traced = await startCruddur(database, traces)
  await using watched = await startCruddur(database, everything(metricsPort))
  const stop = scrape(metricsPort)
  await warm([off, traced, watched])
  for (const { path, what, pairs } of results)
    pairs.push(...(await measureBoth(off, what === 'traces' ? traced : watched, path)))
  stop()
}
for (const { path, what, pairs } of results) report(path, what, pairs)
sink.send('count')
const [{ batches }] = (await once(sink, 'message')) as [{ batches: number }]
console.log(`      the collectors got ${batches} batches of spans; metrics were read ${scrapes} times`)
if (batches === 0 || scrapes === 0) process.exitCode = 1
sink.disconnect()
