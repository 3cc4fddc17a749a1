import type { z } from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/** Who may call: `maybe` means a bad token is a visitor, not a 401. */
export type Caller = 'anyone' | 'maybe' | 'member'

/**
 * An endpoint is data: the API registers it, the web calls it, OpenAPI is generated from it,
 * and the expiry suite walks the list of them by `holdsCruds`.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/api/${string}` | `/.well-known/${string}`
  /** One line for the API's page. */
  summary: string
  caller: Caller
  /** Whether a successful reply can hold a crud, or anything derived from one. Required: nobody may forget to say. */
  holdsCruds: boolean
  /** Whether the reply is a page of a longer list and carries `Link: <...>; rel="next"` (RFC 8288). */
  pages?: boolean
  /** Whether a successful reply is a stream of server-sent events without end, and `reply` the schema of each one's data. */
  streams?: boolean
  /** Path parameters. A value that cannot name anything answers like one that names nothing: `absent`. */
  params?: z.ZodMiniObject
  query?: z.ZodMiniObject
  body?: z.ZodMiniObject
  reply: z.ZodMiniType
  /** The codes that this endpoint adds to those that every endpoint can answer (see errors.ts). */
  errors: readonly ErrorCode[]
}

type Parsed<S> = S extends z.ZodMiniType ? z.output<S> : unknown
type Given<S> = S extends z.ZodMiniType ? z.input<S> : unknown

/** What a handler receives: params, query and body after validation, in one object. */
export type Input<E extends Endpoint> = Parsed<E['params']> & Parsed<E['query']> & Parsed<E['body']>

/** What a caller hands in: the same, before defaults are filled in. */
export type Args<E extends Endpoint> = Given<E['params']> & Given<E['query']> & Given<E['body']>

export type Reply<E extends Endpoint> = z.output<E['reply']>

export const endpoint = <const E extends Endpoint>(definition: E): E => definition
