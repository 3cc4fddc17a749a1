import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { vi } from 'vitest'
import type { Tracing } from '../tracing/tracing.ts'

/** `bytes` is the body as it was sent, `body` is its text. */
export type Received = { url: string; headers: IncomingHttpHeaders; bytes: Buffer; body: string }

/** How a collector behaves. */
export type Manner = (response: ServerResponse) => void

const slowMs = 700

/** What collectors do on good and on bad days. */
export const manners = {
  well: (response) => void response.end('{}'),
  failing: (response) => void response.writeHead(500).end(),
  overloaded: (response) => void response.writeHead(503).end(),
  slow: (response) => void setTimeout(() => response.end('{}'), slowMs),
  hanging: () => {},
  /** The head of the reply comes, and its end never does. */
  halfway: (response) => void response.writeHead(200, { 'content-length': '1000' }).write('{'),
} satisfies Record<string, Manner>

export type Sink = {
  address: string
  received: Received[]
  /** Requests that it got, answered or not. */
  count(): number
  close(): Promise<void>
}

const unzip = promisify(gunzip)

/** A real HTTP server in the place of a collector. */
export async function startSink(manner: Manner = manners.well): Promise<Sink> {
  const received: Received[] = []
  let count = 0
  const server = createServer(async (request, response) => {
    count++
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const bytes = Buffer.concat(pieces)
    const isZipped = request.headers['content-encoding'] === 'gzip'
    const body = String(isZipped ? await unzip(bytes) : bytes)
    received.push({ url: request.url ?? '', headers: request.headers, bytes, body })
    manner(response)
  })
  await listen(server)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    count: () => count,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

/** An address at which nothing listens. */
export async function refusingAddress(): Promise<string> {
  const sink = await startSink()
  await sink.close()
  return sink.address
}

export type SentSpan = {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  status: { code?: number }
  attributes: Record<string, unknown>
  resource: Record<string, unknown>
}

type Attribute = { key: string; value: Record<string, unknown> }
const plain = (attributes: Attribute[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

/** The spans in what a sink received. */
export function spansIn(received: readonly Received[]): SentSpan[] {
  return received.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap(
      ({ resource, scopeSpans }: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SentSpan[] }[] }) =>
        scopeSpans.flatMap(({ spans }) =>
          spans.map((span) => ({
            ...span,
            attributes: plain(span.attributes as unknown as Attribute[]),
            resource: plain(resource.attributes),
          })),
        ),
    ),
  )
}

/** Waits until a span has been delivered, and returns all of its trace that have. */
export function traceWith(sink: Sink, tracing: Tracing | null | undefined, name: string): Promise<SentSpan[]> {
  return vi.waitFor(
    async () => {
      await tracing?.flush(5_000)
      const spans = spansIn(sink.received)
      const found = spans.find((span) => span.name === name)
      if (!found) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(', ')}`)
      return spans.filter(({ traceId }) => traceId === found.traceId)
    },
    { timeout: 15_000 },
  )
}
