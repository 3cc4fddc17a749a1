import type { FastifyRequest } from 'fastify'
import { AppError } from '../../http/app-error.ts'

/**
 * Refuses requests that a foreign page sends with our cookie. Browsers set the `Origin` header, and pages cannot change
 * it. The host that the request is addressed to counts as ours too, whatever name people reach the server by.
 *
 * @param origins our own origins
 * @throws AppError `generic_403`
 */
export function refuseForeignOrigin(request: FastifyRequest, origins: readonly string[]): void {
  const { origin } = request.headers
  if (origin === undefined || origins.includes(origin)) return
  const host = URL.canParse(origin) ? new URL(origin).host : null
  if (!host || host !== request.headers.host) throw new AppError('generic_403')
}
