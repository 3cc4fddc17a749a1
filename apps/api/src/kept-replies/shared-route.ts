import type { Endpoint, Input, Reply } from '@cruddur/contract/endpoint'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Addressed, WithHeaders } from '../http/paging.ts'
import { type Asked, inputOf, route } from '../http/route.ts'
import type { Reader } from '../visibility/reader.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    readAnew?: ReadAnew
  }
}

/**
 * A reply, and when it stops being true: milliseconds since 1970, by the database's clock. Infinity if it depends on nothing that ends, and
 * -Infinity if it is true for nobody else.
 */
export type TrueUntil<Shown> = { shown: Shown; until: number }

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

/** A reply that is sent to nobody but who asked for it. */
export const notKept = <Shown>(shown: Shown): TrueUntil<Shown> => ({ shown, until: Number.NEGATIVE_INFINITY })

/** When the first of some cruds ends, which are as the database gives them: all instants of one length. */
export function firstEnd(cruds: readonly { expires_at: string }[]): number {
  let first: string | undefined
  for (const { expires_at } of cruds) if (first === undefined || expires_at < first) first = expires_at
  return first === undefined ? Number.POSITIVE_INFINITY : Date.parse(first)
}
