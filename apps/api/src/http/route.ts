import { AppError } from '@cruddur/contract/app-error'
import type { Endpoint, Input, Reply } from '@cruddur/contract/endpoint'
import { type ErrorCode, isErrorCode } from '@cruddur/contract/errors'
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { inUseCaseSpan } from '../telemetry/tracing/use-case-spans.ts'
import type { Reader } from '../visibility/reader.ts'
import type { Caller } from './caller.ts'
import { serializerSchema } from './serializer-schema.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

/** What a handler may use besides its input. */
export type Context<E extends Endpoint> = {
  caller: E['caller'] extends 'member' ? Caller : Caller | null
  /** Who reads: the caller's subject, null for a visitor. */
  reader: E['caller'] extends 'member' ? string : Reader
  request: FastifyRequest
  reply: FastifyReply
}

export type RouteOptions<E extends Endpoint> = {
  /** For endpoints that not every member may call: throws before the input is looked at, so that a refusal reveals nothing. */
  authorize?: (context: Context<E>) => Promise<unknown>
  /** What hooks know of the route besides its endpoint. */
  config?: FastifyContextConfig
}

/**
 * Registers one endpoint of the contract. Its schemas validate the request and filter the reply: a property that the
 * reply's schema does not name is never sent.
 */
export function route<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (input: Input<E>, context: Context<E>) => Promise<Reply<E>> | Reply<E>,
  { authorize, config }: RouteOptions<E> = {},
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { ...config, endpoint },
    schema: { response: { 200: serializerSchema(endpoint.reply) } },
    handler: (request, reply) => {
      // Where the endpoint requires a member, the hook of caller.ts has refused everybody else.
      const context = { caller: request.caller, reader: request.caller?.sub ?? null, request, reply } as Context<E>
      // What needs no promise gets none.
      return inUseCaseSpan(endpoint, request, () => {
        if (!authorize) return handler(inputOf(endpoint, request), context)
        return authorize(context).then(() => handler(inputOf(endpoint, request), context))
      })
    },
  })
}

/** What was asked for. */
export type Asked = Pick<FastifyRequest, 'params' | 'query'> & { body?: unknown }

/** @throws AppError with the codes of all that is wrong */
export function inputOf<E extends Endpoint>(endpoint: E, request: Asked): Input<E> {
  const input: Record<string, unknown> = {}
  const codes = new Set<ErrorCode>()
  const parts = [
    [endpoint.params, request.params],
    [endpoint.query, request.query],
    [endpoint.body, request.body === undefined ? {} : request.body],
  ] as const
  for (const [schema, given] of parts) {
    const parsed = schema?.safeParse(given)
    if (parsed?.success) Object.assign(input, parsed.data)
    else for (const issue of parsed?.error.issues ?? []) codes.add(codeOf(issue))
  }
  const [first, ...rest] = codes
  if (first) throw new AppError([first, ...rest])
  return input as Input<E>
}

/** Schemas have codes for messages. An issue without a code is about the body as a whole, which is no object. */
const codeOf = (issue: z.core.$ZodIssue): ErrorCode => (isErrorCode(issue.message) ? issue.message : 'body_invalid')
