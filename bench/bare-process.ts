import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The limit: Node's HTTP server alone, with the same bytes for every request, or with silent streams. */
let headers: Record<string, string> = {}
let body = Buffer.alloc(0)
const streams = new Set<ServerResponse>()

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  if (request.url === '/api/stream') {
    streams.add(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\nid: 1\n\n')
  } else {
    response.writeHead(200, headers).end(body)
  }
}).listen(0, '127.0.0.1', () => {
  process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})

type Question = { headers?: Record<string, string>; body?: string; memory?: true; cpu?: true; say?: string }
process.on('message', (question: Question) => {
  if (question.memory) {
    for (let round = 0; round < 3; round++) globalThis.gc?.()
    process.send?.(process.memoryUsage())
  } else if (question.cpu) {
    const { user, system } = process.cpuUsage()
    process.send?.({ microseconds: user + system })
  } else {
    headers = question.headers ?? {}
    body = Buffer.from(question.body ?? '')
    for (const stream of streams) if (question.say) stream.write(question.say)
    process.send?.({})
  }
})
process.on('disconnect', () => process.exit())
