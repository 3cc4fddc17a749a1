import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A collector that takes every batch, in a process of its own. */
let batches = 0
const server = createServer((request, response) => {
  batches++
  request.resume().on('end', () => response.end('{}'))
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('message', () => process.send?.({ batches }))
process.on('disconnect', () => process.exit())
