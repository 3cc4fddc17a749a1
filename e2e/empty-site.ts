import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A website of another origin with one empty page, to call the API from. */
export async function startEmptySite(): Promise<{ origin: string; close: () => Promise<unknown> }> {
  const server = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html')
    reply.end('<!doctype html><link rel="icon" href="data:," /><title>Elsewhere</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return once(server.close(), 'close')
    },
  }
}
