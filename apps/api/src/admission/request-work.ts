import { AppError } from '@cruddur/contract/app-error'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { loggable } from '../database/database-errors.ts'
import { createSharedTimer, type SharedTimer, type Timed, type Waiting } from './shared-timer.ts'
import type { Release } from './wait-in-queue.ts'

declare module 'fastify' {
  interface FastifyRequest {
    work: RequestWork | undefined
  }
}

/**
 * Milliseconds after which a request is answered in any case. Pools and turns have shorter limits of their own; this one is
 * for requests that wait for several of them, one after another.
 */
export const answerDeadlineMs = 4_500
const retryAfter = 2

/** What a request holds while the server works for it. */
export class RequestWork implements Timed {
  readonly #reply: FastifyReply
  readonly #deadline: Waiting | undefined
  readonly #held: Release[] = []
  #running = false
  #expired = false
  #done = false

  /** @param deadline after which the request is answered in any case; null if it has none */
  constructor(reply: FastifyReply, deadline: SharedTimer | null) {
    this.#reply = reply
    this.#deadline = deadline?.start(this)
  }

  /** `release` is called when the work is done, or at once if it is done already. */
  hold(release: Release): void {
    if (this.#done) release()
    else this.#held.push(release)
  }

  /** The handler begins. */
  begin(): void {
    this.#running = true
  }

  /** The handler has ended. Returns whether its reply is still wanted. */
  finish(): boolean {
    this.#running = false
    this.#end()
    return !this.#expired
  }

  /** A reply is on its way, so the work is done, unless the deadline sent it. */
  reply(): void {
    if (!(this.#expired && this.#running)) this.#end()
  }

  /** The client has read the reply or is gone. A handler that runs goes on, and what it holds is still in use. */
  leave(): void {
    if (!this.#running) this.#end()
  }

  /** The deadline is over. */
  onTime(): void {
    if (this.#reply.sent || this.#reply.raw.headersSent) return
    this.#expired = true
    this.#reply.send(new AppError('server_busy', { retryAfter }))
  }

  #end(): void {
    if (this.#done) return
    this.#done = true
    this.#deadline?.stop()
    for (const release of this.#held) release()
  }
}

/**
 * Ends the work for a request when its handler has ended, not when its client has read the reply: a client that does not read
 * keeps nothing. A request that is not answered by the deadline is answered with 503.
 *
 * Fastify's `handlerTimeout` does not serve: as of 5.12.8 it is off as soon as a request's body was read.
 */
export function trackWork(
  app: FastifyInstance,
  hasDeadline: (request: FastifyRequest) => boolean,
  deadlineMs = answerDeadlineMs,
): void {
  const deadline = createSharedTimer(deadlineMs)
  app.decorateRequest('work', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const work = new RequestWork(reply, hasDeadline(request) ? deadline : null)
    request.work = work
    // Emitted once.
    reply.raw.on('close', () => work.leave())
    done()
  })
  app.addHook('onSend', (request, _reply, payload, done) => {
    request.work?.reply()
    done(null, payload)
  })
  app.addHook('onRoute', followHandler)
}

/** Makes a route's handler report when it begins and ends, and drops its result after the deadline. */
function followHandler(route: RouteOptions): void {
  const { handler } = route
  route.handler = function (request, reply) {
    const { work } = request
    work?.begin()
    const result = handler.call(this, request, reply) as unknown
    // What is no promise is sent at once, or was sent already by `reply.send`.
    if (!(result instanceof Promise)) return result
    return result.then(
      (payload: unknown) => (work?.finish() === false ? undefined : payload),
      (error: unknown) => {
        if (work?.finish() !== false) throw error
        request.log.warn({ error: loggable(error) }, 'request failed after its deadline')
      },
    )
  }
}
