import type { FastifyRequest } from 'fastify'
import { matchedRoute } from '../http/matched-route.ts'

/** Health checks and the web app's files cost next to nothing. Decided by the route that matched, not by the URL. */
export function isUnlimited(request: FastifyRequest): boolean {
  const { endpoint, url } = matchedRoute(request)
  return endpoint?.unlimited === true || url?.startsWith('/assets/') === true
}

/** A stream stays open, so it would never give its turn back. The stream feature limits how many are open. */
export function isStream(request: FastifyRequest): boolean {
  return matchedRoute(request).endpoint?.streams === true
}

/** By the headers, because the body is not there yet (RFC 9112, 6.3). */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
