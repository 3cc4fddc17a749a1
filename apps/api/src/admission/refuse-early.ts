import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Endpoint } from '@cruddur/contract/endpoint'

export type EarlyRefusal = {
  /** Whether every further request would be shed. */
  isFull(): boolean
  shed(request: IncomingMessage, response: ServerResponse): void
}

/**
 * Sheds requests before the framework sees them, while the server is full: what a refusal costs is taken from the requests
 * that are served. Only requests of the API whose path is written as in the contract, and that need no place of their own,
 * are refused here. All others take the usual way, where the route decides.
 */
export function refuseEarly(server: Server, endpoints: Iterable<Endpoint>, { isFull, shed }: EarlyRefusal): void {
  const isExempt = exemptions(endpoints)
  const handlers = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isFull() && isOrdinary(request) && !isExempt(request)) return shed(request, response)
    for (const handle of handlers) handle.call(server, request, response)
  })
}

/** `OPTIONS` costs as little as a refusal, and a page that is refused it cannot read why. */
function isOrdinary({ url, method }: IncomingMessage): boolean {
  return url?.startsWith('/api/') === true && method !== 'OPTIONS'
}

/** Finds requests that overload does not concern: those with a reserve, without a limit, and streams. */
function exemptions(endpoints: Iterable<Endpoint>): (request: IncomingMessage) => boolean {
  const paths = new Map<string, RegExp[]>()
  for (const { method, path, reserved, unlimited, streams } of endpoints) {
    if (!(reserved || unlimited || streams)) continue
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/?]+')}/?(?:\\?|$)`, 'i')
    paths.set(method, [...(paths.get(method) ?? []), pattern])
  }
  return ({ method = '', url = '' }) =>
    (paths.get(method === 'HEAD' ? 'GET' : method) ?? []).some((path) => path.test(url))
}
