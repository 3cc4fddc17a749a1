/**
 * How long everybody else waits while one client sends all that it can: 20 connections, 10 large pages of home at once on
 * each. Compared with the same people's wait in the same run without that client. `node bench/fairness.ts [seconds]`
 */
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import { requestBytes } from './load.ts'
import { startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 5)
const greedy = { connections: 20, pipelined: 10 }
const others = 5
/** The greatest allowed ratio of the others' median during and before. It was 167 before requests took turns. */
const limit = 12

await using database = await startBenchDatabase((db) => seedFeed(db, 100_000))
await using cruddur = await startCruddur(database)
const { hostname, port } = new URL(cruddur.address)

/** Sends the next requests on a connection when half of the last have been answered, until the function it returns is called. */
function askGreedily(): () => void {
  const request = requestBytes('GET', '/api/activities/home?limit=100', { 'x-forwarded-for': '192.0.2.1' })
  const socket = connect({ host: hostname, port: Number(port), noDelay: true }).setEncoding('latin1')
  let awaited = 0
  const fill = () => {
    for (; awaited < greedy.pipelined; awaited++) socket.write(request)
  }
  socket.on('connect', fill).on('error', () => {})
  socket.on('data', (piece: string) => {
    awaited -= piece.split('HTTP/1.1 ').length - 1
    if (awaited <= greedy.pipelined / 2) fill()
  })
  return () => socket.destroy()
}

/** The median wait of other people, each at an address of their own, in milliseconds. */
async function medianWait(): Promise<number> {
  const waits: number[] = []
  const endsAt = performance.now() + seconds * 1000
  const ask = async (person: number) => {
    const headers = { 'x-forwarded-for': `198.51.100.${person}` }
    while (performance.now() < endsAt) {
      const started = performance.now()
      const reply = await fetch(`${cruddur.address}/api/activities/home`, { headers })
      await reply.arrayBuffer()
      if (reply.status !== 200) throw new Error(`answered ${reply.status}`)
      waits.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: others }, (_, person) => ask(person + 1)))
  return waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0
}

await medianWait()
const before = await medianWait()
const stops = Array.from({ length: greedy.connections }, askGreedily)
const during = await medianWait()
for (const stop of stops) stop()

const ratio = during / before
if (ratio > limit) process.exitCode = 1
console.log(
  `${(ratio > limit ? 'OVER' : 'ok').padStart(5)} others wait ${before.toFixed(1)} ms before, ${during.toFixed(1)} ms during: ` +
    `${ratio.toFixed(1)} times as long, at most ${limit}`,
)
