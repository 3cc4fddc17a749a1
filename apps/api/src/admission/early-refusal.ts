import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { errorStatus } from '@cruddur/contract/errors'
import { kindOfPath } from './feature-turns.ts'
import { busy, busyBody, busyHeaders } from './shedding.ts'

type EarlyRefusal = {
  endpoints: readonly Endpoint[]
  /** Whether requests of this kind are refused now. */
  isKindFull(kind: string): boolean
  /** Headers that every reply has, by the origin of the page that asks, if it is another one. */
  headersFor(origin: string | undefined): OutgoingHttpHeaders
  /** Is called after each refusal. */
  onRefused(): void
}

/** Other texts can be the same address. They are left to the router, and to the hook that knows the route. */
const plainPath = /^\/api\/[\w@./-]*(?=\?|$)/

/**
 * Refuses requests while the server is overloaded, before Fastify sees them: what a request passes until then costs more than
 * the refusal, and an event loop that is full of refusals accepts connections late. It knows no route, only the text of the
 * address, so it leaves everything to admission.ts that might have a reserve or no limit.
 */
export function refuseEarly(server: Server, { endpoints, isKindFull, headersFor, onRefused }: EarlyRefusal): void {
  const exempt = endpoints
    .filter(({ unlimited, reserved, streams }) => unlimited || reserved || streams)
    .map(({ method, path }) => ({ method, path: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`) }))

  function isRefused({ method, url = '' }: IncomingMessage): boolean {
    // The answer to a preflight costs nothing, and without it a page cannot read the refusal that follows.
    if (method === 'OPTIONS') return false
    const path = plainPath.exec(url)?.[0]
    if (path === undefined || !isKindFull(kindOfPath(method, path))) return false
    const asked = method === 'HEAD' ? 'GET' : method
    return !exempt.some((each) => each.method === asked && each.path.test(path))
  }

  const [handle] = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
  if (!handle) throw new Error('the server handles no requests')
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!isRefused(request)) return handle(request, response)
    response.writeHead(errorStatus[busy], { ...headersFor(request.headers.origin), ...busyHeaders })
    response.end(busyBody)
    onRefused()
  })
}
