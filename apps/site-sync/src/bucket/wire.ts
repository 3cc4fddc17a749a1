import { hash } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import aws4 from 'aws4'
import type { Headers } from '../plan/change.ts'
import type { Address } from './address.ts'
import type { Credentials } from './credentials.ts'

export type Outgoing = { method: string; path: string; headers: Headers; body: Buffer | null }
export type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** Nothing came and nothing could be sent for a while. */
export class NoAnswer extends Error {}

/** One exchange of a request for a reply, over connections that are kept. Tries nothing again. */
export class Wire {
  readonly #agents: { plain: Agent; secure: SecureAgent }
  readonly #patience: number

  /** @param patience milliseconds without a byte in either direction after which an exchange has failed */
  constructor(sockets: number, patience: number) {
    const options = { keepAlive: true, maxSockets: sockets, timeout: patience }
    this.#agents = { plain: new Agent(options), secure: new SecureAgent(options) }
    this.#patience = patience
  }

  /** Throws what the connection threw, or `NoAnswer`. A reply of any status is a reply. */
  exchange(address: Address, outgoing: Outgoing, credentials: Credentials): Promise<Reply> {
    const { method, path, headers } = sign(address, outgoing, credentials)
    const to = { host: address.hostname, port: address.port, method, path, headers, setHost: false }
    const open = () =>
      address.secure
        ? secureRequest({ ...to, agent: this.#agents.secure })
        : plainRequest({ ...to, agent: this.#agents.plain })
    return new Promise((resolve, reject) => {
      const request = open()
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
    this.#agents.plain.destroy()
    this.#agents.secure.destroy()
  }
}

function sign(address: Address, outgoing: Outgoing, credentials: Credentials) {
  const { method, path, body } = outgoing
  const headers: Record<string, string | number> = { ...outgoing.headers, Host: address.host }
  headers['X-Amz-Content-Sha256'] = body ? hash('sha256', body, 'hex') : emptyHash
  if (body) {
    headers['content-length'] = body.length
    headers['content-type'] ??= 'application/octet-stream'
  }
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  const signed = aws4.sign({ service: 's3', region: address.region, method, path, headers }, keys)
  // As it was given: the one of aws4 has been taken apart and put together again.
  return { method, path, headers: signed.headers as Record<string, string | number> }
}

const emptyHash = hash('sha256', '', 'hex')
