import type { Agent, IncomingHttpHeaders } from 'node:http'
import type { Address } from './address.ts'
import type { Credentials } from './credentials.ts'
import { type Outgoing, sign } from './sign.ts'

export type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer }

// Only the one that is needed, and not by `import`, which has every part of it loaded: that takes longer than a request.
const load = (secure: boolean) =>
  secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')

/** Nothing came and nothing could be sent for a while. */
export class NoAnswer extends Error {}

/** One exchange of a request for a reply, over connections that are kept. Tries nothing again. */
export class Wire {
  readonly #agents = new Map<boolean, Agent>()
  readonly #sockets: number
  readonly #patience: number

  /** @param patience milliseconds without a byte in either direction after which an exchange has failed */
  constructor(sockets: number, patience: number) {
    this.#sockets = sockets
    this.#patience = patience
  }

  /** Throws what the connection threw, or `NoAnswer`. A reply of any status is a reply. */
  exchange(address: Address, outgoing: Outgoing, credentials: Credentials): Promise<Reply> {
    const { method, path } = outgoing
    // A flat list spares a look at each of them.
    const headers = Object.entries(sign(address, outgoing, credentials)).flat()
    const to = { host: address.hostname, port: address.port, method, path, headers, setHost: false }
    const agent = this.#agentFor(address.secure)
    return new Promise((resolve, reject) => {
      const request = load(address.secure).request({ ...to, agent })
      request.on('error', reject)
      request.on('timeout', () => {
        request.destroy(new NoAnswer(`no answer from ${address.host} for ${Math.round(this.#patience / 1000)} seconds`))
      })
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          // Refused before it was all sent: the rest of it would be taken for another request.
          if (!request.writableFinished) request.destroy()
          const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        })
      })
      request.end(outgoing.body ?? undefined)
    })
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy()
  }

  #agentFor(secure: boolean): Agent {
    const known = this.#agents.get(secure)
    if (known) return known
    const agent = new (load(secure).Agent)({ keepAlive: true, maxSockets: this.#sockets, timeout: this.#patience })
    this.#agents.set(secure, agent)
    return agent
  }
}
