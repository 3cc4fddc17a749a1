import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Limit } from '../config/setting-values.ts'
import { type ClientAddress, clientAddress } from './client-address.ts'
import { takeFromLimit } from './rate-counts.store.ts'
import { createSharedLimit, type SharedLimit } from './shared-limit.ts'
import { createTurns, type Turns } from './turns.ts'

declare module 'fastify' {
  interface FastifyRequest {
    client: ClientAddress
  }
}

export type AdmissionLimits = { address: Limit; person: Limit }

/** A site has this many times the limit of one subscriber. */
const subscribersPerSite = 4

/** More requests at once than a page makes. The others wait their turn, so a client's own requests wait for each other. */
const addressTurns = { running: Infinity, runningPerClient: 24, waitingPerClient: 200, waitMs: 5_000 }
const personTurns = { running: Infinity, runningPerClient: 12, waitingPerClient: 100, waitMs: 5_000 }

/** Costly reads have a pool of their own with this many connections, which their clients take turns at. */
export const costlyConnections = 3
const costlyTurns = { running: costlyConnections, runningPerClient: 1, waitingPerClient: 4, waitMs: 2_000 }

/** Seconds after which a client that had too many requests at once may try again. */
const retryAfter = 1

/**
 * Decides whether a request may go on, by the route that it matched: how often, and how many at once, an address, its site
 * and a person may ask, and who is next for a costly read. The address counts before the token is looked at, so that
 * guessing tokens is limited too.
 *
 * Load shedding belongs here as well: before everything else, for the whole server.
 *
 * @returns the hooks, for the places in a request's life where their question can be answered
 */
export function createAdmission(app: FastifyInstance, db: Db, limits: AdmissionLimits) {
  app.decorateRequest('client')
  const take = takeFromLimit.bind(null, db)
  const siteLimit = { ...limits.address, max: limits.address.max * subscribersPerSite }
  const rates = {
    address: createSharedLimit('address', limits.address, take),
    site: createSharedLimit('site', siteLimit, take),
    person: createSharedLimit('person', limits.person, take),
  }
  const turns = {
    address: createTurns(addressTurns),
    person: createTurns(personTurns),
    costly: createTurns(costlyTurns),
  }

  return {
    /** `onRequest`, before the token is verified. */
    async address(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      request.client = clientAddress(request.ip)
      if (isUnlimited(request)) return
      const { subscriber, site } = request.client
      await countRequest(rates.address, subscriber)
      if (site) await countRequest(rates.site, site)
      if (!isStream(request)) await takeTurn(turns.address, subscriber, reply, 'rate_limited')
    },
    /** `onRequest`, after the token is verified. */
    async person(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      if (!request.caller || isUnlimited(request)) return
      await countRequest(rates.person, request.caller.sub)
      if (!isStream(request)) await takeTurn(turns.person, request.caller.sub, reply, 'rate_limited')
    },
    /** `preHandler`, when the request is known to be valid. */
    async costly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      if (!request.routeOptions.config.endpoint?.costly) return
      await takeTurn(turns.costly, request.caller?.sub ?? request.client.subscriber, reply, 'server_busy')
    },
  }
}

/** Health checks, and the files of the web app, which cost next to nothing. By the route that matched, not by the address. */
const isUnlimited = ({ routeOptions: { config, url } }: FastifyRequest): boolean =>
  config.endpoint?.unlimited === true || url?.startsWith('/assets/') === true

/** A stream has no end to give its turn back at. The stream feature limits how many are open. */
const isStream = (request: FastifyRequest): boolean => request.routeOptions.config.endpoint?.streams === true

async function countRequest(limit: SharedLimit, client: string): Promise<void> {
  if (!(await limit.admit(client))) throw new AppError('rate_limited', { retryAfter: limit.retryAfter })
}

/** Holds a turn until the reply is sent or the client is gone. */
async function takeTurn(
  turns: Turns,
  client: string,
  { raw }: FastifyReply,
  code: 'rate_limited' | 'server_busy',
): Promise<void> {
  const release = turns.tryTake(client) ?? (await waitForTurn(turns, client, raw))
  if (!release) throw new AppError(code, { retryAfter })
  raw.once('close', release)
  // A client that left while it waited closes no second time.
  if (raw.destroyed) release()
}

async function waitForTurn(turns: Turns, client: string, raw: FastifyReply['raw']) {
  const gone = new AbortController()
  const abort = () => gone.abort()
  raw.once('close', abort)
  const release = await turns.take(client, gone.signal)
  raw.off('close', abort)
  return release
}
