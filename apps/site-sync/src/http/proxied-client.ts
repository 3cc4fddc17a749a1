import type { Agent } from 'node:http'
import { NoAnswer, NotHttp } from './errors.ts'
import type { HttpClient, HttpRequest, Server } from './http-client.ts'
import type { Reply } from './reply.ts'

/** Speaks to the server through a proxy, by Node's own client. */
export class ProxiedClient implements HttpClient {
  readonly #server: Server
  readonly #agent: Agent
  readonly #idleTimeoutMs: number

  /** @param agent that knows the proxy, and has the same timeout */
  constructor(server: Server, agent: Agent, idleTimeoutMs: number) {
    this.#server = server
    this.#agent = agent
    this.#idleTimeoutMs = idleTimeoutMs
  }

  async send({ method, path, headers, body }: HttpRequest): Promise<Reply> {
    const { secure, hostname, port, host } = this.#server
    const { request: begin } = secure ? await import('node:https') : await import('node:http')
    return new Promise((resolve, reject) => {
      const request = begin({ host: hostname, port, method, path, headers, setHost: false, agent: this.#agent })
      request.on('error', (error: NodeJS.ErrnoException) => {
        // As Node's parser of replies names its faults.
        reject(error.code?.startsWith('HPE_') ? new NotHttp(error.message) : error)
      })
      request.on('upgrade', (_, socket) => {
        socket.destroy()
        reject(new NotHttp('its status is 101'))
      })
      request.on('close', () => reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })))
      request.on('timeout', () => request.destroy(new NoAnswer(host, this.#idleTimeoutMs)))
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          // A server that answers before it has the whole request would read the rest as another one.
          if (!request.writableFinished) request.destroy()
          const given = Object.entries(response.headersDistinct)
          const all = Object.fromEntries(given.map(([name, values]) => [name, values?.join(', ')]))
          resolve({ status: response.statusCode ?? 0, headers: all, body: Buffer.concat(chunks) })
        })
      })
      request.end(body ?? undefined)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
