import type { Endpoint, Input, Reply } from '@cruddur/contract/endpoint'
import type { FastifyInstance } from 'fastify'
import type { Addressed, WithHeaders } from '../http/paging.ts'
import { type Asked, inputOf, route } from '../http/route.ts'
import type { Reader } from '../visibility/reader.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    readAnew?: ReadAnew
  }
}

/** Reads what visitors are sent, without a request from any of them. */
export type ReadAnew = (asked: Asked & Addressed, reply: WithHeaders) => Promise<unknown>

/** What the handler of a shared route may use besides its input: no more of a request than its address. */
export type SharedContext = { reader: Reader; request: Addressed; reply: WithHeaders }

/**
 * Registers an endpoint whose replies to visitors depend on nothing but the address, the rows of the database and the deadlines of
 * cruds. They are kept for all visitors who ask for the same (decision 040).
 */
export function sharedRoute<E extends Endpoint & { caller: 'maybe' }>(
  app: FastifyInstance,
  endpoint: E,
  handler: (input: Input<E>, context: SharedContext) => Promise<Reply<E>>,
): void {
  const readAnew: ReadAnew = (asked, reply) =>
    handler(inputOf(endpoint, asked), { reader: null, request: asked, reply })
  route(app, endpoint, (input, context) => handler(input, context), { config: { readAnew } })
}
