import { DirectClient } from './direct-client.ts'
import type { HttpClient, Server } from './http-client.ts'
import { ProxiedClient } from './proxied-client.ts'
import { proxyAgentFor } from './proxy.ts'

export type HttpOptions = {
  /** Requests at a time, to which the caller keeps. A proxy gets no more connections than that. */
  requests: number
  /** Milliseconds without a byte in either direction after which a request has failed. */
  idleTimeoutMs: number
}

/** Goes through the proxy that the environment names for this server, if there is one. */
export async function openHttpClient(server: Server, { requests, idleTimeoutMs }: HttpOptions): Promise<HttpClient> {
  const origin = `${server.secure ? 'https' : 'http'}://${server.host}`
  const agent = await proxyAgentFor(origin, { keepAlive: true, maxSockets: requests })
  return agent ? new ProxiedClient(server, agent, idleTimeoutMs) : new DirectClient(server, idleTimeoutMs)
}
