import type { FastifyContextConfig, FastifyRequest } from 'fastify'

/** `endpoint` is undefined for what is no endpoint of the API, `url` for a request that matches no route. */
export type MatchedRoute = FastifyContextConfig & { url?: string }

declare module 'fastify' {
  interface FastifyRequest {
    matchedRoute?: MatchedRoute
  }
}

/**
 * The route that a request matched: the same object for all requests of a route. Fastify's `routeOptions` makes a new
 * object at each access, and the hooks of one request look a dozen times.
 */
export function matchedRoute(request: FastifyRequest): MatchedRoute {
  request.matchedRoute ??= request.routeOptions.config
  return request.matchedRoute
}
