import type { FastifyInstance } from 'fastify'

/**
 * A line a request: route, status and time. The address stays out, because it can hold what a person searches or whom
 * they look at, and so do bodies: logs never hold a crud's words (guarantee 9).
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    request.log.info(line, 'request')
  })
}
