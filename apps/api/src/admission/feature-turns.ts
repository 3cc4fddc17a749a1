import type { FastifyRequest } from 'fastify'
import { type MatchedRoute, matchedRoute } from '../http/matched-route.ts'
import { hasOwnPace } from './own-pace.ts'
import { createTurns, type TurnLimits, type Turns } from './turns.ts'

/**
 * Reads of one feature, and writes of one feature, hold at most so many of the `requestConnections` of the pool for
 * requests. If all requests of one feature wait for the same lock, the others go on. A write waits for the disk and takes little of the
 * processors meanwhile, so more of them run.
 */
const connectionsPerKind = { read: 5, write: 8 }
export const requestConnections = 15

/** A client's requests wait behind one another, and clients take turns. */
const limitsOf = (kind: keyof typeof connectionsPerKind): TurnLimits => ({
  running: connectionsPerKind[kind],
  runningPerClient: connectionsPerKind[kind],
  waitingPerClient: 24,
  waitMs: 2_000,
})

/** @returns a function that finds the turns of a request, or null for a request that needs none */
export function createFeatureTurns(): (request: FastifyRequest) => Turns | null {
  const kinds = new Map<string, Turns>()
  return (request) => {
    const { endpoint } = matchedRoute(request)
    if (!endpoint || endpoint.streams || hasOwnPace(request)) return null
    const kind = kindOf(request)
    const known = kinds.get(kind)
    if (known) return known
    const turns = createTurns(limitsOf(isRead(request) ? 'read' : 'write'))
    kinds.set(kind, turns)
    return turns
  }
}

type Kinds = { read: string; write: string }
const kindsOfRoutes = new WeakMap<MatchedRoute, Kinds>()

/** Whether a request reads or writes, and which feature: requests of one kind wait for the same tables. */
export function kindOf(request: FastifyRequest): string {
  const route = matchedRoute(request)
  let kinds = kindsOfRoutes.get(route)
  if (!kinds) {
    const feature = featureOf(route.url ?? '')
    kinds = { read: `read ${feature}`, write: `write ${feature}` }
    kindsOfRoutes.set(route, kinds)
  }
  return isRead(request) ? kinds.read : kinds.write
}

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/** Paths of two names ask the same tables. */
const featureOf = (url: string): string | undefined => url.replace('/message_groups', '/messages').split('/')[2]
