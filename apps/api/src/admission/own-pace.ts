import type { FastifyRequest } from 'fastify'

/**
 * These hash passwords or move a whole account. They work in other pools, and what they first ask the database for has
 * limits of its own.
 */
const starts = ['/api/identity/', '/api/profile/export', '/api/profile/delete']

/** Whether a request may take longer than others. */
export function hasOwnPace({ routeOptions: { url = '' } }: FastifyRequest): boolean {
  return starts.some((start) => url.startsWith(start))
}
