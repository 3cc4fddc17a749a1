import type { FastifyInstance } from 'fastify'

/** Answered for every address (cross-origin.ts). */
const always = 'OPTIONS'

/**
 * Collects the methods of all routes that are registered from now on.
 *
 * @returns a function that gives the methods of the routes that have the path of an address, sorted; none if nothing has it
 */
export function collectAllowedMethods(app: FastifyInstance): (address: string) => string[] {
  const routes = new Map<string, { pattern: string[]; methods: string[] }>()
  app.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return
    const route = routes.get(url) ?? { pattern: segmentsOf(url), methods: [] }
    route.methods.push(...[method].flat())
    routes.set(url, route)
  })
  return (address) => {
    const path = segmentsOf(address).map(decodeURIComponent)
    const methods = [...routes.values()]
      .filter(({ pattern }) => matches(pattern, path))
      .flatMap((route) => route.methods)
    return methods.length > 0 ? [...new Set([...methods, always])].sort() : []
  }
}

/** Without what the router ignores: the query, and a slash at the end. */
const segmentsOf = (address: string) => (address.split('?', 1)[0] ?? '').replace(/(.)\/$/, '$1').split('/')

/** Segments are text, or a parameter after some text, such as `@:handle`. */
function matches(pattern: string[], path: string[]): boolean {
  if (pattern.length !== path.length) return false
  return pattern.every((segment, index) => {
    const given = path[index] ?? ''
    const [before = '', parameter] = segment.split(':')
    return parameter === undefined ? given === segment : given !== '' && given.startsWith(before)
  })
}
