import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

export type Target = { address: string; request: () => string }

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
 * @param options `busy` lets the server answer 503, which does not count; `waits` gets the milliseconds that each answer took
 * @throws when an answer is not 200
 */
export async function requestsPerSecond(
  target: Target,
  { connections = 32, seconds = 4, busy = false, waits = [] as number[] } = {},
): Promise<number> {
  const { hostname, port } = new URL(target.address)
  const endsAt = performance.now() + seconds * 1000
  const counts = await Promise.all(
    Array.from({ length: connections }, () => {
      return askUntil(endsAt, connect({ host: hostname, port: Number(port), noDelay: true }), target.request, {
        busy,
        waits,
      })
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0) / seconds
}

type Counting = { busy: boolean; waits: number[] }

function askUntil(endsAt: number, socket: Socket, request: () => string, { busy, waits }: Counting): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0
    let received = ''
    let askedAt = performance.now()
    socket.setEncoding('latin1').on('error', reject)
    socket.on('connect', () => socket.write(request()))
    socket.on('data', (piece: string) => {
      received += piece
      const bodyAt = received.indexOf('\r\n\r\n') + 4
      if (bodyAt < 4) return
      const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, bodyAt))?.[1]
      const isServed = received.startsWith('HTTP/1.1 200')
      if (!isServed && !(busy && received.startsWith('HTTP/1.1 503'))) return reject(new Error(received.slice(0, 200)))
      if (received.length < bodyAt + Number(length)) return
      received = ''
      if (isServed) answered++
      const now = performance.now()
      waits.push(now - askedAt)
      askedAt = now
      if (now < endsAt) socket.write(request())
      else socket.end(() => resolve(answered))
    })
  })
}
