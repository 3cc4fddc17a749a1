import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { trustedProxies } from '../http/trusted-proxies.ts'
import { clientAddress } from './client-address.ts'

export type SocketLimits = {
  /** Open connections of the whole server. */
  total: number
  /** Open connections of one address, unless it is a trusted proxy's. */
  address: number
}

/**
 * Caps the connections of a server, so that one client cannot hold all of its memory and file descriptors. Node's
 * `maxConnections` counts those of one listening socket, and there are several (http/listen.ts).
 */
export function limitSockets(server: Server, limits: SocketLimits, trustProxy: readonly string[]): void {
  const isProxy = trustedProxies(trustProxy)
  const open = new Map<string, number>()

  let total = 0

  server.on('connection', (socket: Socket) => {
    if (total >= limits.total) return void socket.destroy()
    total++
    socket.once('close', () => total--)
    const address = socket.remoteAddress
    if (!address || isProxy(address)) return
    const { subscriber } = clientAddress(address)
    const count = (open.get(subscriber) ?? 0) + 1
    if (count > limits.address) return void socket.destroy()
    open.set(subscriber, count)
    socket.once('close', () => {
      const left = (open.get(subscriber) ?? 1) - 1
      if (left > 0) open.set(subscriber, left)
      else open.delete(subscriber)
    })
  })
}
