import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

export type Target = { address: string; request: () => string }

export type LoadOptions = {
  connections?: number
  seconds?: number
  busy?: boolean
  perSecond?: number
  waits?: number[] | undefined
}

/** The bytes of a request, with or without a JSON body. */
export function requestBytes(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object,
): string {
  const payload = body ? JSON.stringify(body) : ''
  const all: Record<string, string> = {
    host: 'bench',
    ...(body && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${payload}`
}

/**
 * Requests answered per second, over connections that are kept alive and send the next request as soon as they have an
 * answer. It speaks HTTP on bare sockets, so that the client takes little of the machine that it shares with the server.
 *
 * @param options `busy` lets the server answer 503, which does not count. `perSecond` sends no more than so many on all connections.
 *   `waits` gets the milliseconds that each answer took
 * @throws when an answer is not 200
 */
export async function requestsPerSecond(
  target: Target,
  { connections = 32, seconds = 4, busy = false, perSecond = Number.POSITIVE_INFINITY, waits }: LoadOptions = {},
): Promise<number> {
  const { hostname, port } = new URL(target.address)
  const endsAt = performance.now() + seconds * 1000
  const counts = await Promise.all(
    Array.from({ length: connections }, () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true })
      const betweenMs = Number.isFinite(perSecond) ? (connections * 1000) / perSecond : 0
      return askUntil(endsAt, socket, target.request, { busy, betweenMs, waits })
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0) / seconds
}

/** What was answered in place of what was asked for, without the headers that all replies have. */
const refusalOf = (reply: string, bodyAt: number): Error =>
  new Error(`${reply.slice(0, reply.indexOf('\r\n'))}: ${reply.slice(bodyAt, bodyAt + 200)}`)

type Asking = { busy: boolean; betweenMs: number; waits: number[] | undefined }

function askUntil(
  endsAt: number,
  socket: Socket,
  request: () => string,
  { busy, betweenMs, waits }: Asking,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0
    let received = ''
    let sentAt = 0
    let periodFrom = performance.now()
    const sendLater = () => setTimeout(send, Math.max(0, periodFrom + Math.random() * betweenMs - performance.now()))
    const send = () => {
      sentAt = performance.now()
      socket.write(request())
    }
    socket.setEncoding('latin1').on('error', reject)
    // Each connection sends once in each period, at any instant in it. Were it the same after each answer, the timers, which count whole
    // milliseconds, would soon gather all connections in the same instants.
    socket.on('connect', () => (betweenMs > 0 ? sendLater() : send()))
    socket.on('data', (piece: string) => {
      received += piece
      const bodyAt = received.indexOf('\r\n\r\n') + 4
      if (bodyAt < 4) return
      const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, bodyAt))?.[1]
      if (received.length < bodyAt + Number(length)) return
      const isServed = received.startsWith('HTTP/1.1 200')
      if (!isServed && !(busy && received.startsWith('HTTP/1.1 503'))) return reject(refusalOf(received, bodyAt))
      received = ''
      if (isServed) answered++
      const now = performance.now()
      waits?.push(now - sentAt)
      periodFrom += betweenMs
      if (Math.max(now, periodFrom) >= endsAt) socket.end(() => resolve(answered))
      else if (betweenMs > 0) sendLater()
      else send()
    })
  })
}

/** How long answers take to clients that ask so many times a second: milliseconds of each. */
export async function waitsOf(target: Target, options: LoadOptions): Promise<number[]> {
  const waits: number[] = []
  await requestsPerSecond(target, { ...options, waits })
  return waits
}
