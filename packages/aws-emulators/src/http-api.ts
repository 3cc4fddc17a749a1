import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type HttpApi = {
  /** Where it listens. */
  origin: string
  /** Passes requests on to a server from now on. */
  integrate(target: string): void
  /** How many requests for a path got a whole reply, and how many none in time. */
  replies(path: string): { whole: number; late: number }
  close(): Promise<void>
}

/**
 * Does to replies what an HTTP API of API Gateway does: it passes a reply on when it is complete, and answers 503 if that takes
 * longer than the integration may (30 s:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
 *
 * @param integrationTimeoutMs how long a reply may take
 */
export async function startHttpApi({ integrationTimeoutMs = 30_000 } = {}): Promise<HttpApi> {
  let target: string | undefined
  const counts = new Map<string, { whole: number; late: number }>()
  const count = (url: string | undefined, kind: 'whole' | 'late') => {
    const path = url?.split('?')[0] ?? ''
    const known = counts.get(path) ?? { whole: 0, late: 0 }
    counts.set(path, { ...known, [kind]: known[kind] + 1 })
  }

  const server = createServer((incoming, outgoing) => {
    if (!target) return refuse(outgoing)
    const signal = AbortSignal.timeout(integrationTimeoutMs)
    const { method, url, headers } = incoming
    // Both the request and its reply may tell that the time is over.
    const giveUp = () => {
      if (outgoing.writableEnded || outgoing.destroyed) return
      if (signal.aborted) count(url, 'late')
      refuse(outgoing)
    }
    const passed = request(new URL(url ?? '/', target), { method, headers, signal, agent: false })
    passed.on('response', (reply) => {
      passOn(reply, outgoing).then(() => count(url, 'whole'), giveUp)
    })
    passed.on('error', giveUp)
    outgoing.on('close', () => passed.destroy())
    incoming.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    origin: `http://127.0.0.1:${port}`,
    integrate(origin) {
      target = origin
    },
    replies: (path) => counts.get(path) ?? { whole: 0, late: 0 },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function passOn(reply: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.concat(await reply.toArray())
  const { connection, 'transfer-encoding': _, ...headers } = reply.headers
  outgoing.writeHead(reply.statusCode ?? 502, { ...headers, 'content-length': body.length }).end(body)
}

function refuse(outgoing: ServerResponse): void {
  outgoing.writeHead(503, { 'content-type': 'application/json' }).end('{"message":"Service Unavailable"}')
}
