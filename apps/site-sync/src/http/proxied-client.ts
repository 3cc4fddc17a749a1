import type { Agent, IncomingMessage } from 'node:http'
import { deferred } from '../model/deferred.ts'
import { closed, hungUp, NoAnswer, NotHttp } from './errors.ts'
import type { HttpClient, HttpRequest, Server } from './http-client.ts'
import type { Reply } from './reply.ts'
import { joinHeaders } from './reply-head.ts'

/** Speaks to the server through a proxy, by Node's own client. */
export class ProxiedClient implements HttpClient {
  readonly #server: Server
  readonly #agent: Agent
  readonly #idleTimeoutMs: number
  /** How to fail the requests that are under way. */
  readonly #waiting = new Set<(error: Error) => void>()
  #isClosed = false

  /** @param agent that knows the proxy */
  constructor(server: Server, agent: Agent, idleTimeoutMs: number) {
    this.#server = server
    this.#agent = agent
    this.#idleTimeoutMs = idleTimeoutMs
  }

  async send({ method, path, headers, body }: HttpRequest): Promise<Reply> {
    const { secure, hostname, port, host } = this.#server
    const { request: begin } = secure ? await import('node:https') : await import('node:http')
    if (this.#isClosed) throw closed()
    const timeout = this.#idleTimeoutMs
    const { promise, resolve, reject } = deferred<Reply>()
    // The agent keeps connections by the protocol, and gives none a limit for silence itself.
    const to = {
      protocol: secure ? 'https:' : 'http:',
      host: hostname,
      port,
      method,
      path,
      headers,
      setHost: false,
      timeout,
    }
    const request = begin({ ...to, agent: this.#agent })
    const fail = (error: NodeJS.ErrnoException) => {
      // As Node's parser of replies names its faults.
      reject(error.code?.startsWith('HPE_') ? new NotHttp(error.message) : error)
      request.destroy()
    }
    const noAnswer = () => fail(new NoAnswer(host, timeout))
    // Until the proxy has made way there is no socket that could be silent.
    const connecting = setTimeout(noAnswer, timeout)
    let hasReply = false
    request.on('socket', () => clearTimeout(connecting))
    request.on('timeout', noAnswer)
    request.on('error', fail)
    request.on('upgrade', (_, socket) => {
      socket.destroy()
      fail(new NotHttp('its status is 101'))
    })
    request.on('response', (response) => {
      hasReply = true
      read(response).then((reply) => {
        resolve(reply)
        // A server that answers before it has the whole request would read the rest as another one.
        if (!request.writableFinished) request.destroy()
      }, fail)
    })
    request.on('close', () => {
      if (!hasReply) fail(hungUp())
    })
    request.end(body ?? undefined)
    this.#waiting.add(fail)
    return promise.finally(() => {
      clearTimeout(connecting)
      this.#waiting.delete(fail)
    })
  }

  close(): void {
    this.#isClosed = true
    for (const fail of this.#waiting) fail(closed())
    this.#agent.destroy()
  }
}

/** @throws NotHttp, or the error of the connection */
async function read(response: IncomingMessage): Promise<Reply> {
  const status = response.statusCode ?? 0
  if (status < 200) throw new NotHttp(`its status is ${status}`)
  const { rawHeaders } = response
  const given = rawHeaders.flatMap((name, at): [string, string][] =>
    at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : [],
  )
  const headers = joinHeaders(given)
  const pieces: Buffer[] = []
  for await (const piece of response) pieces.push(piece as Buffer)
  return { status, headers, body: Buffer.concat(pieces) }
}
