import type { Endpoint, Input, Reply } from '@cruddur/contract/endpoint'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Addressed, WithHeaders } from '../http/paging.ts'
import { type Asked, inputOf, route } from '../http/route.ts'
import type { Reader } from '../visibility/reader.ts'
import type { TrueUntil } from './true-until.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    readAnew?: ReadAnew
  }
}

/** Reads what visitors are sent, without a request from any of them. */
export type ReadAnew = (asked: Asked & Addressed, reply: WithHeaders) => Promise<TrueUntil<unknown>>

/** What the handler of a shared route may use besides its input: no more of a request than its address. */
export type SharedContext = { reader: Reader; request: Addressed; reply: WithHeaders }

/**
 * Registers an endpoint whose replies to visitors depend on nothing but the address, the rows of the database, and cruds that end.
 * They are kept for all visitors who ask for the same (decision 040).
 *
 * @param handler says how long its reply is true if nothing is written: until the first of the cruds ends that it depends on. Replies that
 *   leave before their parents need not count: all kept replies go when one does
 */
export function sharedRoute<E extends Endpoint & { caller: 'maybe' }>(
  app: FastifyInstance,
  endpoint: E,
  handler: (input: Input<E>, context: SharedContext) => Promise<TrueUntil<Reply<E>>>,
): void {
  const readAnew: ReadAnew = (asked, reply) =>
    handler(inputOf(endpoint, asked), { reader: null, request: asked, reply })
  const handle = async (input: Input<E>, context: SharedContext & { request: FastifyRequest }) => {
    const { shown, until } = await handler(input, context)
    if (context.request.comingReply) context.request.comingReply.until = until
    return shown
  }
  route(app, endpoint, handle, { config: { readAnew } })
}
