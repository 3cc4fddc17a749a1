import type { FastifyRequest } from 'fastify'

/**
 * These hash passwords, or export or delete a whole account. They use other pools, and other limits apply to their first
 * statements.
 */
const starts = ['/api/identity/', '/api/profile/export', '/api/profile/delete']

/** Whether a request may take longer than others. */
export function hasOwnPace({ routeOptions: { url = '' } }: FastifyRequest): boolean {
  return starts.some((start) => url.startsWith(start))
}
