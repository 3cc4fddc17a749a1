import { AppError } from '@cruddur/contract/app-error'
import type { FastifyRequest } from 'fastify'

export type OwnOrigins = { origins: readonly string[]; secure: boolean }

/**
 * Refuses requests that a foreign page sends with our cookie. Browsers set the `Origin` header, and pages cannot change
 * it. The host that the request is addressed to counts as ours too, whatever name people reach the server by. Where people
 * come by https, an unencrypted page of that host does not: anybody on its network may have written it.
 *
 * @param origins our own origins
 * @param secure whether people reach the server by https
 * @throws AppError `generic_403`
 */
export function refuseForeignOrigin(request: FastifyRequest, { origins, secure }: OwnOrigins): void {
  const { origin } = request.headers
  if (origin === undefined || origins.includes(origin)) return
  const { protocol, host } = URL.canParse(origin) ? new URL(origin) : { protocol: '', host: '' }
  const isTrusted = protocol === 'https:' || (protocol === 'http:' && !secure)
  if (!isTrusted || !host || host !== request.headers.host) throw new AppError('generic_403')
}
