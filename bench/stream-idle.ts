/**
 * What idle streams cost: the server's memory for each of 2,000 streams, compared with silent streams of Node's HTTP
 * server, and how long an event takes to reach the last of them, compared with one stream of our server and with 2,000 of
 * bare HTTP. `node bench/stream-idle.ts [streams]`
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { requestBytes } from './load.ts'
import { type Process, startBare, startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const streams = Number(process.argv[2] ?? 2_000)
const rounds = 7
/** Upper limits, as multiples of bare HTTP: memory, and time until the last stream has an event. */
const limits = { memory: 4, lastReceives: 6 }

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] as number

/** Opens streams from many addresses, half of them with a token. Resolves when each has received its first event. */
async function openStreams({ address: server }: Process, count: number, tokens: string[]): Promise<Socket[]> {
  const { hostname, port } = new URL(server)
  const opened: Socket[] = []
  // No more at a time than the server's backlog of connections holds.
  for (let from = 0; from < count; from += 100) {
    const some = Array.from({ length: Math.min(100, count - from) }, async (_none, index) => {
      const socket = connect({ host: hostname, port: Number(port) })
      const token = (from + index) % 2 ? tokens[(from + index) % tokens.length] : undefined
      const address = `10.${(from + index) >> 8}.${(from + index) & 255}.1`
      socket.write(
        requestBytes('GET', '/api/stream', {
          'x-forwarded-for': address,
          ...(token && { authorization: `Bearer ${token}` }),
        }),
      )
      socket.setEncoding('utf8')
      let received = ''
      while (!received.includes('id: ')) received += (await once(socket, 'data'))[0]
      if (!received.startsWith('HTTP/1.1 200')) throw new Error(received.slice(0, 200))
      return socket
    })
    opened.push(...(await Promise.all(some)))
  }
  return opened
}

/** Bytes of memory that a process uses per stream. */
async function memoryOfEach(process_: Process, tokens: string[]) {
  await closeAll(await openStreams(process_, 200, tokens))
  const before = await process_.ask<NodeJS.MemoryUsage>({ memory: true })
  const sockets = await openStreams(process_, streams, tokens)
  const after = await process_.ask<NodeJS.MemoryUsage>({ memory: true })
  const bytes = (key: 'rss' | 'heapUsed') => (after[key] - before[key]) / streams
  return { sockets, rss: bytes('rss'), heap: bytes('heapUsed') }
}

async function closeAll(sockets: Socket[]): Promise<void> {
  await Promise.all(sockets.map((socket) => once(socket.destroy(), 'close')))
}

await using database = await startBenchDatabase((db) => seedFeed(db, 1_000))
await using cruddur = await startCruddur(database)
await using bare = await startBare()
const { rows } = await sql<{
  sub: string
  uuid: string
}>`select cognito_user_uuid as sub, uuid from users limit 500`.execute(database.db)
const tokens: string[] = []
for (const { sub } of rows) tokens.push((await cruddur.ask<{ token: string }>({ tokenOf: sub })).token)

const { rows: authors } = await sql<{ uuid: string }>`insert into users (cognito_user_uuid, handle, display_name)
  values (gen_random_uuid(), 'author', 'Author') returning uuid`.execute(database.db)
const author = authors[0]?.uuid as string

/** Publishes a crud, and returns a word of it. */
type Say = () => Promise<string>
const publish: Say = async () => {
  const { rows: made } = await sql<{ uuid: string }>`
    insert into activities (user_uuid, sealed, expires_at) values (${author}, unsealed('hello'), now() + interval '1 hour')
    returning uuid`.execute(database.db)
  return made[0]?.uuid as string
}
const sayBare: Say = async () => {
  const word = crypto.randomUUID()
  await bare.ask({ say: `id: 1\nevent: crud\ndata: {"kind":"crud","uuid":"${word}"}\n\n` })
  return word
}

/** Milliseconds from the call of `say` until the first, the middle and the last of the streams have the event. */
async function timeArrivals(sockets: Socket[], say: Say): Promise<[first: number, middle: number, last: number]> {
  const received = new Map<Socket, string>()
  for (const socket of sockets)
    socket.on('data', (piece: string) => received.set(socket, (received.get(socket) ?? '') + piece))
  const startedAt = performance.now()
  const word = await say()
  const times = await Promise.all(
    sockets.map(async (socket) => {
      while (!received.get(socket)?.includes(word)) await once(socket, 'data')
      return performance.now() - startedAt
    }),
  )
  for (const socket of sockets) socket.removeAllListeners('data')
  times.sort((a, b) => a - b)
  return [times[0] as number, median(times), times.at(-1) as number]
}

/** Medians over several events, each after a pause in which the server becomes idle. */
async function medianHearing(sockets: Socket[], say: Say) {
  const all: [number, number, number][] = []
  for (let round = 0; round < rounds; round++) {
    all.push(await timeArrivals(sockets, say))
    await new Promise((resolve) => setTimeout(resolve, 600))
  }
  return [0, 1, 2].map((index) => median(all.map((times) => times[index] as number))) as [number, number, number]
}

const one = await openStreams(cruddur, 1, tokens)
await medianHearing(one, publish)
const [alone] = await medianHearing(one, publish)
await closeAll(one)

const own = await memoryOfEach(cruddur, tokens)
const others = await memoryOfEach(bare, tokens)
const [, , lastBare] = await medianHearing(others.sockets, sayBare)
await closeAll(others.sockets)
const [first, middle, last] = await medianHearing(own.sockets, publish)
await closeAll(own.sockets)

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`
const verdict = (ratio: number, limit: number) => {
  if (ratio > limit) process.exitCode = 1
  return (ratio > limit ? 'OVER' : 'ok').padStart(5)
}
console.log(`${streams.toLocaleString('en')} idle streams, half of them members'`)
const memory = own.rss / others.rss
console.log(
  `${verdict(memory, limits.memory)} memory of each: ${kib(own.rss)} (heap ${kib(own.heap)}); bare HTTP ${kib(others.rss)} ` +
    `(heap ${kib(others.heap)}): ${memory.toFixed(1)}x of at most ${limits.memory}x`,
)
console.log(
  `${verdict(last / lastBare, limits.lastReceives)} an event is received by the first after ${first.toFixed(1)} ms, by half of them after ` +
    `${middle.toFixed(1)}, by the last after ${last.toFixed(1)}; bare HTTP ${lastBare.toFixed(1)}: ` +
    `${(last / lastBare).toFixed(1)}x of at most ${limits.lastReceives}x; a single stream hears it after ${alone.toFixed(1)} ms`,
)
