import type { FastifyInstance } from 'fastify'

/**
 * Logs a line for each request: route, status and time. Not the address, which can hold the words that a person searches
 * for, and no body: logs never hold a crud's words (guarantee 9).
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    request.log.info(line, 'request')
  })
}
