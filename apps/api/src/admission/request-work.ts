import { AppError } from '@cruddur/contract/app-error'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { loggable } from '../database/database-errors.ts'
import type { Release } from './wait-in-queue.ts'

declare module 'fastify' {
  interface FastifyRequest {
    work: RequestWork | undefined
  }
}

/** What a request holds while the server works for it. */
export type RequestWork = {
  /** Is called when the work is done, or at once if it is done already. */
  hold(release: Release): void
  /** The handler begins. */
  begin(): void
  /** The handler has ended. Returns whether its reply is still wanted. */
  finish(): boolean
  /** A reply is on its way, so the work is done, unless the deadline sent it. */
  reply(): void
  /** The client has read the reply or is gone. A handler that runs goes on, and what it holds is still in use. */
  leave(): void
  /** The deadline is over. */
  expire(): void
}

/**
 * Milliseconds after which a request is answered in any case. Pools and turns have shorter limits of their own; this one is
 * for requests that wait for several of them, one after another.
 */
export const answerDeadlineMs = 4_500
const retryAfter = 2

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
  app.decorateRequest('work', undefined)
  app.addHook('onRequest', async (request, reply) => {
    const work = createWork()
    request.work = work
    reply.raw.once('close', work.leave)
    if (hasDeadline(request)) startDeadline(work, reply, deadlineMs)
  })
  app.addHook('onSend', async ({ work }) => work?.reply())
  app.addHook('onRoute', followHandler)
}

function startDeadline(work: RequestWork, reply: FastifyReply, deadlineMs: number): void {
  const timer = setTimeout(() => {
    if (reply.sent || reply.raw.headersSent) return
    work.expire()
    reply.send(new AppError('server_busy', { retryAfter }))
  }, deadlineMs)
  work.hold(() => clearTimeout(timer))
}

function createWork(): RequestWork {
  const held: Release[] = []
  let running = false
  let expired = false
  let done = false

  function end(): void {
    done = true
    for (const release of held.splice(0)) release()
  }

  return {
    hold(release) {
      if (done) release()
      else held.push(release)
    },
    begin() {
      running = true
    },
    finish() {
      running = false
      end()
      return !expired
    },
    reply() {
      if (!(expired && running)) end()
    },
    leave() {
      if (!running) end()
    },
    expire() {
      expired = true
    },
  }
}

/** Makes a route's handler report when it begins and ends, and drops its result after the deadline. */
function followHandler(route: RouteOptions): void {
  const { handler } = route
  route.handler = function (request, reply) {
    request.work?.begin()
    const result = handler.call(this, request, reply) as unknown
    // Without a promise the handler has answered already, or answers by `reply.send`.
    if (!(result instanceof Promise)) return result
    return result.then(
      (payload: unknown) => (request.work?.finish() === false ? undefined : payload),
      (error: unknown) => {
        if (request.work?.finish() !== false) throw error
        request.log.warn({ error: loggable(error) }, 'request failed after its deadline')
      },
    )
  }
}
