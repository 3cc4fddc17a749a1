import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { inSpan, runInSpan, type Span } from './span.ts'

const names = new Map(Object.entries(endpoints).map(([name, endpoint]) => [endpoint, name]))

/**
 * Runs the handler of an endpoint as a span with the name that contract, route and use case share. In a trace that is not recorded
 * it only runs in the context of the request's span, so that calls of AWS pass the trace on.
 */
export function inUseCaseSpan<T>(
  endpoint: Endpoint,
  { span }: { span?: Span | null },
  work: () => T,
): T | Promise<Awaited<T>> {
  if (span && !span.startChild) return runInSpan(span, work)
  return inSpan(names.get(endpoint) ?? endpoint.path, {}, work)
}
