import type { Args, Endpoint, Reply } from '@cruddur/contract/endpoint'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { z } from 'zod/mini'
import { injectStream } from './inject-stream.ts'

export type Answer<E extends Endpoint> = {
  status: number
  /** The reply. Fails the test when the call was refused. */
  reply: Reply<E>
  /** The codes of a refusal. Fails the test when the call succeeded. */
  codes: string[]
  /** The address of the next page, if there is one. */
  next: string | undefined
  raw: LightMyRequestResponse
}

export type CallOptions = { as?: { token: string } | undefined; headers?: Record<string, string>; url?: string }

/**
 * Calls an endpoint as a client would, and checks every reply against the contract: a success against its schema, with no
 * property that the schema does not name, a refusal for being an array of codes.
 */
export async function call<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  args: Args<E> | Record<string, unknown>,
  { as, headers, url }: CallOptions = {},
): Promise<Answer<E>> {
  const raw = await (endpoint.streams ? injectStream(app) : app.inject.bind(app))({
    method: endpoint.method,
    url: url ?? urlOf(endpoint, args as Record<string, unknown>),
    headers: { ...(as && { authorization: `Bearer ${as.token}` }), ...headers },
    ...(endpoint.body && { payload: pick(args as object, Object.keys(endpoint.body.shape)) }),
  })
  const body: unknown = raw.json()
  if (raw.statusCode === 200 && endpoint.streams) expect(z.array(endpoint.reply).parse(body)).toEqual(body)
  else if (raw.statusCode === 200) expect(endpoint.reply.parse(body)).toEqual(body)
  else expect(body).toSatisfy((codes) => Array.isArray(codes) && codes.length > 0, 'an array of codes')
  return {
    status: raw.statusCode,
    get reply() {
      expect(raw.statusCode, raw.body).toBe(200)
      return body as Reply<E>
    },
    get codes() {
      expect(raw.statusCode).not.toBe(200)
      return body as string[]
    },
    next: /^<(.+)>; rel="next"$/.exec(String(raw.headers['link'] ?? ''))?.[1],
    raw,
  }
}

function urlOf(endpoint: Endpoint, args: Record<string, unknown>): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_match, name) => encodeURIComponent(asText(args[name])))
  const query = new URLSearchParams(
    pick(args, Object.keys(endpoint.query?.shape ?? {}), asText) as Record<string, string>,
  )
  return query.size > 0 ? `${path}?${query}` : path
}

function pick(args: object, names: string[], write = (value: unknown) => value): Record<string, unknown> {
  const entries = Object.entries(args).filter(([name, value]) => names.includes(name) && value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, write(value)]))
}

/** Any value as text for an address. */
const asText = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed()
