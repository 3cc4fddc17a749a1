import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The limit: Node's HTTP server alone, with bytes that it was given for a path, or with silent streams. */
const replies = new Map<string | undefined, { headers: Record<string, string>; body: Buffer }>()
const empty = { headers: {}, body: Buffer.alloc(0) }
const streams = new Set<ServerResponse>()

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  if (request.url === '/api/stream') {
    streams.add(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\nid: 1\n\n')
  } else {
    const { headers, body } = replies.get(request.url) ?? empty
    response.writeHead(200, headers).end(body)
  }
}).listen(0, '127.0.0.1', () => {
  process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})

type Question = {
  reply?: { path: string; headers: Record<string, string>; body: string }
  memory?: true
  cpu?: true
  say?: string
}
process.on('message', (question: Question) => {
  if (question.memory) {
    for (let round = 0; round < 3; round++) globalThis.gc?.()
    process.send?.(process.memoryUsage())
  } else if (question.cpu) {
    const { user, system } = process.cpuUsage()
    process.send?.({ microseconds: user + system })
  } else {
    const { reply } = question
    if (reply) replies.set(reply.path, { ...reply, body: Buffer.from(reply.body) })
    for (const stream of streams) if (question.say) stream.write(question.say)
    process.send?.({})
  }
})
process.on('disconnect', () => process.exit())
