/**
 * What watching costs: requests per second, and the processor's time for each, with traces of 10 % sent to a collector,
 * compared with the same server without them in the same run, round by round. `node bench/telemetry.ts [seconds]`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { requestBytes, requestsPerSecond } from './load.ts'
import { type Process, startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 3)
const rounds = 9
/** The smallest allowed share of the throughput without traces. */
const limit = 0.95
const paths = { home: '/api/activities/home', health: '/api/health-check' }

await using database = await startBenchDatabase((db) => seedFeed(db, 10_000))
const sink = fork(resolve(import.meta.dirname, 'sink-process.ts'))
const [{ address }] = (await once(sink, 'message')) as [{ address: string }]
const watched = { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_TRACES_SAMPLER_ARG: '0.1' }
await using off = await startCruddur(database)
await using on = await startCruddur(database, watched)

const medianOf = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const cpuOf = async (server: Process) => (await server.ask<{ microseconds: number }>({ cpu: true })).microseconds

/** Requests per second, and microseconds of the server's processor for each. */
async function measure(server: Process, path: string): Promise<{ rate: number; cpu: number }> {
  const before = await cpuOf(server)
  const target = { address: server.address, request: () => requestBytes('GET', path) }
  const rate = await requestsPerSecond(target, { seconds })
  return { rate, cpu: ((await cpuOf(server)) - before) / (rate * seconds) }
}

for (const [name, path] of Object.entries(paths)) {
  for (const server of [off, on]) await measure(server, path)
  const pairs: { off: Awaited<ReturnType<typeof measure>>; on: Awaited<ReturnType<typeof measure>> }[] = []
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first in a round comes second in the next, because the machine gets slower and faster.
    const isOffFirst = round % 2 === 0
    const first = await measure(isOffFirst ? off : on, path)
    const second = await measure(isOffFirst ? on : off, path)
    pairs.push(isOffFirst ? { off: first, on: second } : { off: second, on: first })
  }
  const share = medianOf(pairs.map((pair) => pair.on.rate / pair.off.rate))
  const cpuShare = medianOf(pairs.map((pair) => pair.on.cpu / pair.off.cpu))
  // On a machine that others use too the rates say little, and the processor's time still does.
  const isCostly = share < limit && cpuShare > 1 / limit
  if (isCostly) process.exitCode = 1
  const [rate, cpu] = [medianOf(pairs.map((pair) => pair.off.rate)), medianOf(pairs.map((pair) => pair.off.cpu))]
  console.log(
    `${(isCostly ? 'OVER' : 'ok').padStart(5)} ${name.padEnd(7)} ${Math.round(rate)}/s and ${Math.round(cpu)} us without traces; ` +
      `with them ${share.toFixed(3)} of the rate, at least ${limit}, and ${cpuShare.toFixed(3)} of the time (medians of ${rounds} rounds)`,
  )
}
sink.send('count')
const [{ batches }] = (await once(sink, 'message')) as [{ batches: number }]
console.log(`      the collector got ${batches} batches of spans`)
if (batches === 0) process.exitCode = 1
sink.disconnect()
