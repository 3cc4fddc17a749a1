/**
 * What measuring costs: pages of home and health checks per second with metrics, while Prometheus reads them each second,
 * and without. Two servers on one database take turns. `node bench/metrics.ts [seconds]`
 */
import { requestBytes, requestsPerSecond } from './load.ts'
import { startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 3)
const rounds = 6
const connections = 16
/** The smallest allowed ratio of the two. */
const limit = 0.95
const scrapeMs = 1_000

await using database = await startBenchDatabase((db) => seedFeed(db, 20_000))
const findPort = await startCruddur(database)
// A port that was free a moment ago.
const port = new URL(findPort.address).port
await findPort[Symbol.asyncDispose]()
await using without = await startCruddur(database, { REQUESTS_RUNNING: '0' })
await using within = await startCruddur(database, { REQUESTS_RUNNING: '0', METRICS_PORT: port })

let scrapes = 0
const scraping = setInterval(async () => {
  const reply = await fetch(`http://127.0.0.1:${port}/metrics`)
  await reply.text()
  scrapes++
}, scrapeMs)

const paths = ['/api/activities/home', '/api/health-check']
for (const path of paths) {
  const ratios: number[] = []
  const request = () => requestBytes('GET', path)
  const rate = (address: string) => requestsPerSecond({ address, request }, { connections, seconds })
  await rate(without.address)
  await rate(within.address)
  for (let round = 0; round < rounds; round++) {
    // Whoever is first in a round is second in the next.
    const first = round % 2 === 0
    const [one, other] = [
      await rate((first ? without : within).address),
      await rate((first ? within : without).address),
    ]
    ratios.push(first ? other / one : one / other)
  }
  const middle = ratios.sort((a, b) => a - b).slice(1, -1)
  const ratio = middle.reduce((sum, each) => sum + each, 0) / middle.length
  if (ratio < limit) process.exitCode = 1
  console.log(
    `${(ratio < limit ? 'UNDER' : 'ok').padStart(5)} ${path} ${ratio.toFixed(3)} of the rate without, at least ${limit}`,
  )
}
clearInterval(scraping)
console.log(`      read ${scrapes} times meanwhile`)
