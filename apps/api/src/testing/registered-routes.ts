import type { FastifyInstance } from 'fastify'

/** Every route of the server, such as `GET /api/health`. */
export function registeredRoutes(app: FastifyInstance): string[] {
  const found: string[] = []
  const above: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', segment = '', methods = ''] = /^([│ ]*)[├└]── (.+) \(([A-Z, ]+)\)$/.exec(line) ?? []
    if (!segment) continue
    const depth = indent.length / 4
    const path = above.slice(0, depth).join('') + segment
    above.splice(depth, above.length, segment)
    found.push(...methods.split(', ').map((method) => `${method} ${path}`))
  }
  return found
}
