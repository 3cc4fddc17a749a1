/**
 * What every request passes: health checks per second, and processor time for each, compared with Node's HTTP server, which
 * sends the same bytes and headers, 64 connections, both in turn. `node bench/floor.ts [rounds] [seconds]`
 */
import { requestBytes, requestsPerSecond } from './load.ts'
import { type Process, startBare, startBenchDatabase, startCruddur } from './processes.ts'

const rounds = Number(process.argv[2] ?? 5)
const seconds = Number(process.argv[3] ?? 2)
const connections = 64
/** The smallest allowed share of bare HTTP. */
const limit = 0.5
const request = () => requestBytes('GET', '/api/health-check')

await using database = await startBenchDatabase()
await using cruddur = await startCruddur(database)
await using bare = await startBare()

const page = await fetch(`${cruddur.address}/api/health-check`)
const body = await page.text()
// Node adds these to both.
const ofConnection = ['date', 'connection', 'keep-alive']
const headers = Object.fromEntries([...page.headers].filter(([name]) => !ofConnection.includes(name)))
await bare.ask({ headers, body })

const cpuOf = async (server: Process) => (await server.ask<{ microseconds: number }>({ cpu: true })).microseconds

/** Requests per second, and microseconds of the server's processor for each. */
async function measure(server: Process) {
  const before = await cpuOf(server)
  const rate = await requestsPerSecond({ address: server.address, request }, { seconds, connections })
  return { rate, cpu: ((await cpuOf(server)) - before) / (rate * seconds) }
}

const medianOf = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

const pairs: { bare: Awaited<ReturnType<typeof measure>>; ours: Awaited<ReturnType<typeof measure>> }[] = []
for (let round = 0; round <= rounds; round++) {
  const pair = { bare: await measure(bare), ours: await measure(cruddur) }
  // The first round compiles.
  if (round > 0) pairs.push(pair)
}
const rates = pairs.map(({ bare, ours }) => ours.rate / bare.rate)
const rate = medianOf(rates)
const time = medianOf(pairs.map(({ bare, ours }) => bare.cpu / ours.cpu))
if (rate < limit) process.exitCode = 1
console.log(
  `${(rate < limit ? 'UNDER' : 'ok').padStart(5)} health checks ${Math.round(medianOf(pairs.map(({ ours }) => ours.rate)))}/s, bare HTTP ` +
    `${Math.round(medianOf(pairs.map(({ bare }) => bare.rate)))}/s: ${rate.toFixed(2)} of the rate (${Math.min(...rates).toFixed(2)} to ` +
    `${Math.max(...rates).toFixed(2)}), ${time.toFixed(2)} by processor time, at least ${limit}`,
)
