import type { FastifyRequest } from 'fastify'
import { matchedRoute } from '../http/matched-route.ts'

/**
 * These hash passwords, or export or delete a whole account. They use other pools, and other limits apply to their first
 * statements.
 */
const starts = ['/api/identity/', '/api/profile/export', '/api/profile/delete']

/** Whether a request may take longer than others. */
export function hasOwnPace(request: FastifyRequest): boolean {
  const { url = '' } = matchedRoute(request)
  return starts.some((start) => url.startsWith(start))
}
