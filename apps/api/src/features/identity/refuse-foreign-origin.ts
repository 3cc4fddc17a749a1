import { AppError } from '@cruddur/contract/app-error'
import type { FastifyRequest } from 'fastify'

/**
 * Refuses what a page of somebody else's sends with our cookie. Browsers say where such a request comes from and pages
 * can't change it. The own origin is also the one that the request is addressed to, whatever name the server is called by.
 *
 * @param origins those that are ours
 * @throws AppError `generic_403`
 */
export function refuseForeignOrigin(request: FastifyRequest, origins: readonly string[]): void {
  const { origin } = request.headers
  if (origin === undefined || origins.includes(origin)) return
  const host = URL.canParse(origin) ? new URL(origin).host : null
  if (!host || host !== request.headers.host) throw new AppError('generic_403')
}
