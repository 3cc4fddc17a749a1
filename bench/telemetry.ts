/**
 * What watching costs: requests per second, and the processor's time for each, with traces of 10 % sent to a collector,
 * compared with the same server without them, which is asked at the same time. `node bench/telemetry.ts [seconds]`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { requestBytes, requestsPerSecond } from './load.ts'
import { type Process, startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 2)
const rounds = 12
/** The smallest allowed share of the throughput without traces. */
const limit = 0.95
const paths = { home: '/api/activities/home', health: '/api/health-check' }

await using database = await startBenchDatabase((db) => seedFeed(db, 10_000))
const sink = fork(resolve(import.meta.dirname, 'sink-process.ts'))
const [{ address }] = (await once(sink, 'message')) as [{ address: string }]
const watched = { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_TRACES_SAMPLER_ARG: '0.1' }
await using off = await startCruddur(database)
await using on = await startCruddur(database, watched)

const cpuOf = async (server: Process) => (await server.ask<{ microseconds: number }>({ cpu: true })).microseconds

type Measured = { rate: number; cpu: number }

/** Requests per second, and microseconds of the server's processor for each. */
async function measure(server: Process, path: string): Promise<Measured> {
  const before = await cpuOf(server)
  const target = { address: server.address, request: () => requestBytes('GET', path) }
  const rate = await requestsPerSecond(target, { seconds, connections: 16 })
  return { rate, cpu: ((await cpuOf(server)) - before) / (rate * seconds) }
}

const medianOf = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

for (const [name, path] of Object.entries(paths)) {
  const pairs: { off: Measured; on: Measured }[] = []
  for (let round = 0; round <= rounds; round++) {
    // Both at once, so that whatever else the machine does slows both alike.
    const [plain, traced] = await Promise.all([measure(off, path), measure(on, path)])
    // The first round compiles.
    if (round > 0) pairs.push({ off: plain, on: traced })
  }
  const rate = medianOf(pairs.map((pair) => pair.on.rate / pair.off.rate))
  const time = medianOf(pairs.map((pair) => pair.off.cpu / pair.on.cpu))
  // Beside other work on the machine either can mislead. What costs too much shows in both.
  const isCostly = Math.max(rate, time) < limit
  if (isCostly) process.exitCode = 1
  const usual = { rate: medianOf(pairs.map((pair) => pair.off.rate)), cpu: medianOf(pairs.map((pair) => pair.off.cpu)) }
  console.log(
    `${(isCostly ? 'UNDER' : 'ok').padStart(5)} ${name.padEnd(7)} ${Math.round(usual.rate)}/s and ${Math.round(usual.cpu)} us each without ` +
      `traces; with them ${rate.toFixed(3)} of the rate, ${time.toFixed(3)} by time, at least ${limit} (medians of ${rounds} rounds)`,
  )
}
sink.send('count')
const [{ batches }] = (await once(sink, 'message')) as [{ batches: number }]
console.log(`      the collector got ${batches} batches of spans`)
if (batches === 0) process.exitCode = 1
sink.disconnect()
