import type { FastifyRequest } from 'fastify'
import { type RefusedBy, refusal } from './refusal.ts'
import type { SharedLimit } from './shared-limit.ts'

/**
 * Counts a request against a limit.
 *
 * @returns undefined if the request was counted and may go on at once
 * @throws AppError `rate_limited`
 */
export function countRequest(
  limit: SharedLimit,
  name: RefusedBy,
  client: string,
  request: FastifyRequest,
): Promise<void> | undefined {
  const admitted = limit.admit(client)
  return admitted === true ? undefined : refuseUnless(admitted, limit, name, request)
}

async function refuseUnless(
  admitted: boolean | Promise<boolean>,
  limit: SharedLimit,
  name: RefusedBy,
  request: FastifyRequest,
): Promise<void> {
  if (!(await admitted)) throw refusal(request, name, limit.retryAfter)
}
