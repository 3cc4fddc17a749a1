import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

/**
 * Sends requests at the instants at which they are due, whether or not those before were answered, as people do. A process of
 * its own. It speaks HTTP on bare sockets, so that it takes little of the machine. Times count from the instant at which a
 * request was due: what is sent late counts as slow. A request goes over a new connection if all others wait for an answer. Node
 * accepts one connection of a listening socket in each round of its event loop (libuv/libuv#3696), so these are told apart.
 */
export type Load = {
  address: string
  /** The bytes of each request; one after the other, again from the first after the last. */
  requests: string[]
  /** Requests a second. */
  rate: number
  seconds: number
  /** Connections that are open before the first request. */
  connections: number
}

export type Outcome = {
  /**
   * Of answers with 200: milliseconds from the instant at which each was due, and from the instant at which it was sent, to its
   * answer, when that was, and whether it was the first on its connection.
   */
  served: { at: number; ms: number; sentMs: number; isFirst: boolean }[]
  /** Milliseconds since the beginning, of each answer with 503. */
  shed: number[]
  others: Record<string, number>
  /** The longest time by which a request was sent too late, and the share of those that were more than 20 ms late. */
  latestMs: number
  lateShare: number
}

/** Of those that wait for an answer. More would mean that the server does not even refuse. */
const mostConnections = 4_000
const lateMs = 20
/** How long the last requests may take. */
const drainMs = 6_000

async function generate({ address, requests, rate, seconds, connections }: Load): Promise<Outcome> {
  const { hostname, port } = new URL(address)
  const outcome: Outcome = { served: [], shed: [], others: {}, latestMs: 0, lateShare: 0 }
  const free: Connection[] = []
  const total = Math.floor(rate * seconds)
  let [sent, answered, late, open] = [0, 0, 0, 0]
  let begin = performance.now()
  const dueAt = (nth: number) => (nth * 1_000) / rate

  type Connection = { socket: Socket; due: number; sentAt: number; isFirst: boolean; received: string }

  function ended(connection: Connection, status: string): void {
    const at = performance.now() - begin
    answered++
    const { due, sentAt, isFirst } = connection
    if (status === '200') outcome.served.push({ at, ms: at - due, sentMs: at - sentAt, isFirst })
    else if (status === '503') outcome.shed.push(at)
    else outcome.others[status] = (outcome.others[status] ?? 0) + 1
  }

  function newConnection(): Connection {
    open++
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }).setEncoding('latin1')
    const connection: Connection = { socket, due: -1, sentAt: 0, isFirst: true, received: '' }
    socket.on('data', (piece: string) => {
      connection.received = connection.received ? connection.received + piece : piece
      const bodyAt = connection.received.indexOf('\r\n\r\n') + 4
      if (bodyAt < 4) return
      const lengthAt = connection.received.indexOf('content-length: ') + 16
      if (connection.received.length < bodyAt + Number.parseInt(connection.received.slice(lengthAt, lengthAt + 9), 10))
        return
      ended(connection, connection.received.slice(9, 12))
      connection.isFirst = false
      connection.received = ''
      connection.due = -1
      free.push(connection)
    })
    const over = () => {
      if (!socket.destroyed) socket.destroy()
      if (connection.due >= 0) ended(connection, 'broken')
      connection.due = -1
      open--
      const index = free.indexOf(connection)
      if (index >= 0) free.splice(index, 1)
    }
    socket.once('close', over).on('error', () => {})
    return connection
  }

  for (let n = 0; n < connections; n++) {
    const connection = newConnection()
    await once(connection.socket, 'connect')
    connection.isFirst = false
    free.push(connection)
  }
  begin = performance.now()
  await new Promise<void>((resolve) => {
    const tick = setInterval(() => {
      const now = performance.now() - begin
      for (; sent < total && dueAt(sent) <= now; sent++) {
        const connection = free.pop() ?? (open < mostConnections ? newConnection() : null)
        // Every connection waits: it counts as late until one is free.
        if (!connection) break
        const behind = now - dueAt(sent)
        outcome.latestMs = Math.max(outcome.latestMs, behind)
        if (behind > lateMs) late++
        connection.due = dueAt(sent)
        connection.sentAt = now
        connection.socket.write(requests[sent % requests.length] as string)
      }
      if ((sent < total || answered < sent) && now < seconds * 1_000 + drainMs) return
      clearInterval(tick)
      resolve()
    }, 1)
  })
  outcome.others['unanswered'] = sent - answered
  outcome.lateShare = late / Math.max(1, sent)
  for (const { socket } of free.splice(0)) socket.destroy()
  return outcome
}

process.on('message', async (load: Load) => {
  process.send?.(await generate(load))
})
process.on('disconnect', () => process.exit())
process.send?.({ address: '' })
