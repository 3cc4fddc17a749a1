import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { inSpan } from './span.ts'

const names = new Map(Object.entries(endpoints).map(([name, endpoint]) => [endpoint, name]))

/** Runs the handler of an endpoint as a span with the name that contract, route and use case share. */
export function inUseCaseSpan<T>(endpoint: Endpoint, work: () => T): T | Promise<Awaited<T>> {
  return inSpan(names.get(endpoint) ?? endpoint.path, {}, work)
}
