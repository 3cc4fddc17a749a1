import type { z } from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/** Who may call. For `maybe`, a request with a bad token is a visitor's; for `member` it is refused with 401. */
export type Access = 'anyone' | 'maybe' | 'member'

/**
 * An endpoint is data: the API registers it, the web calls it, OpenAPI is generated from it,
 * and the expiry suite walks the list of them by `holdsCruds`.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/api/${string}` | `/.well-known/${string}` | `/rollbar/${string}`
  /** One line for the API's page. */
  summary: string
  caller: Access
  /** Whether a successful reply can hold a crud, or anything derived from one. Required, so that nobody forgets it. */
  holdsCruds: boolean
  /** Whether the reply is a page of a longer list and carries `Link: <...>; rel="next"` (RFC 8288). */
  pages?: boolean
  /** Whether a successful reply is an endless stream of server-sent events. `reply` is then the schema of each event's data. */
  streams?: boolean
  /** Whether it can take long in the database. Clients take turns at the few connections that are kept for these. */
  costly?: boolean
  /** Whether one address may call it only now and then, however many requests it has left. */
  seldom?: boolean
  /** Whether no limit holds: a load balancer that asks often must not be told that the server is unhealthy. */
  unlimited?: boolean
  /** Whether places are kept for it, so that it works while the server is overloaded and sheds other requests. */
  reserved?: boolean
  /** Path parameters. A malformed value gets the same code as one that does not exist, such as `user_not_found`. */
  params?: z.ZodMiniObject
  query?: z.ZodMiniObject
  body?: z.ZodMiniObject
  reply: z.ZodMiniType
  /** The codes that this endpoint adds to those that every endpoint can answer (see errors.ts). */
  errors: readonly ErrorCode[]
}

type Parsed<S> = S extends z.ZodMiniType ? z.output<S> : unknown
type Unparsed<S> = S extends z.ZodMiniType ? z.input<S> : unknown

/** What a handler receives: params, query and body after validation, in one object. */
export type Input<E extends Endpoint> = Parsed<E['params']> & Parsed<E['query']> & Parsed<E['body']>

/** What a caller passes: the same, before defaults are filled in. */
export type Args<E extends Endpoint> = Unparsed<E['params']> & Unparsed<E['query']> & Unparsed<E['body']>

export type Reply<E extends Endpoint> = z.output<E['reply']>

type KeysOf<S> = S extends z.ZodMiniObject ? keyof z.input<S> : never
type SharedKeys<P, Q, B> = (KeysOf<P> & KeysOf<Q>) | (KeysOf<P> & KeysOf<B>) | (KeysOf<Q> & KeysOf<B>)
type Distinct<E extends Endpoint> = [SharedKeys<E['params'], E['query'], E['body']>] extends [never]
  ? unknown
  : { sharedKeys: SharedKeys<E['params'], E['query'], E['body']> }

/**
 * Defines an endpoint.
 *
 * @throws Error when params, query and body share a key. Their values become one object: a body could replace the
 * parameter that the request was authorised for.
 */
export function endpoint<const E extends Endpoint>(definition: E & Distinct<E>): E {
  const { params, query, body, path } = definition as Endpoint
  const keys = [params, query, body].flatMap((schema) => Object.keys(schema?.shape ?? {}))
  const shared = keys.find((key, index) => keys.indexOf(key) < index)
  if (shared) throw new Error(`${path}: ${shared} is in two of params, query and body`)
  return definition
}
