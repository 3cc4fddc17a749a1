import type { Agent, IncomingHttpHeaders } from 'node:http'
import { createRequire } from 'node:module'
import type { Address } from './address.ts'
import type { Credentials } from './credentials.ts'
import { proxyAgentFor } from './proxy.ts'
import { type Outgoing, sign } from './sign.ts'

export type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer }

const require = createRequire(import.meta.url)

/** Loads only the module that is needed. To import both takes longer than a request. */
function load(secure: boolean): typeof import('node:https') {
  return require(secure ? 'node:https' : 'node:http')
}

/** No byte was received or sent for too long. */
export class NoAnswer extends Error {}

type AgentInUse = { agent: Agent; isProxied: boolean }

/** Sends requests and receives replies over connections that are kept open. Does not retry. */
export class Transport {
  readonly #agents = new Map<string, AgentInUse | Promise<AgentInUse>>()
  readonly #sockets: number
  readonly #idleTimeoutMs: number

  /** @param idleTimeoutMs milliseconds without a byte in either direction after which a request has failed */
  constructor(sockets: number, idleTimeoutMs: number) {
    this.#sockets = sockets
    this.#idleTimeoutMs = idleTimeoutMs
  }

  /**
   * Sends a request and gives its reply, whatever the status.
   *
   * @throws NoAnswer, or the error of the connection
   */
  async exchange(address: Address, outgoing: Outgoing, credentials: Credentials): Promise<Reply> {
    const { agent, isProxied } = await this.#agentFor(address)
    const { method, path } = outgoing
    const signed = sign(address, outgoing, credentials)
    // Node takes a flat list without looking at each header. An agent for a proxy has to read and add some.
    const headers = isProxied ? signed : Object.entries(signed).flat()
    const to = { host: address.hostname, port: address.port, method, path, headers, setHost: false }
    return new Promise((resolve, reject) => {
      const request = load(address.secure).request({ ...to, agent })
      request.on('error', reject)
      request.on('timeout', () => {
        request.destroy(
          new NoAnswer(`no answer from ${address.host} for ${Math.round(this.#idleTimeoutMs / 1000)} seconds`),
        )
      })
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          // The server answered before it had the whole request. It would read the rest as another request.
          if (!request.writableFinished) request.destroy()
          const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        })
      })
      request.end(outgoing.body ?? undefined)
    })
  }

  close(): void {
    for (const held of this.#agents.values()) {
      if ('agent' in held) held.agent.destroy()
      else held.then(({ agent }) => agent.destroy()).catch(() => {})
    }
  }

  #agentFor({ secure, host }: Address): AgentInUse | Promise<AgentInUse> {
    const origin = `${secure ? 'https' : 'http'}://${host}`
    const known = this.#agents.get(origin)
    if (known) return known
    const opening = this.#open(origin, secure)
    this.#agents.set(origin, opening)
    return opening
  }

  async #open(origin: string, secure: boolean): Promise<AgentInUse> {
    const options = { keepAlive: true, maxSockets: this.#sockets, timeout: this.#idleTimeoutMs }
    const proxied = await proxyAgentFor(origin, options)
    const opened = { agent: proxied ?? new (load(secure).Agent)(options), isProxied: proxied !== null }
    this.#agents.set(origin, opened)
    return opened
  }
}
