import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Limit } from '../config/setting-values.ts'
import { type ClientAddress, clientAddress } from './client-address.ts'
import { createFeatureTurns } from './feature-turns.ts'
import { hasOwnPace } from './own-pace.ts'
import { takeFromLimit } from './rate-counts.store.ts'
import { trackWork } from './request-work.ts'
import { createSharedLimit, type SharedLimit } from './shared-limit.ts'
import { takeInTime } from './take-in-time.ts'
import { createTurns, type Turns } from './turns.ts'
import { createUnreadReplies } from './unread-replies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    client: ClientAddress
  }
}

export type AdmissionLimits = {
  address: Limit
  person: Limit
  /** Of one address, for endpoints that are called now and then. */
  seldom: Limit
  /** Bytes of replies that one address may leave unread. */
  unreadBytes: number
}

/** A site has this many times the limit of one subscriber. */
const subscribersPerSite = 4

/** How many requests of one client may run: more than a page needs. Its further requests queue behind its own. */
const addressTurns = { running: Infinity, runningPerClient: 24, waitingPerClient: 1_000, waitMs: 5_000 }
const personTurns = { running: Infinity, runningPerClient: 12, waitingPerClient: 100, waitMs: 5_000 }

/** Connections that are reserved for costly reads. Clients take turns at them. */
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
 * @returns one hook for each stage of a request at which a limit can be checked
 */
export function createAdmission(app: FastifyInstance, db: Db, limits: AdmissionLimits) {
  app.decorateRequest('client')
  const take = takeInTime(takeFromLimit.bind(null, db))
  const siteLimit = { ...limits.address, max: limits.address.max * subscribersPerSite }
  const rates = {
    address: createSharedLimit('address', limits.address, take),
    site: createSharedLimit('site', siteLimit, take),
    person: createSharedLimit('person', limits.person, take),
    seldom: createSharedLimit('seldom', limits.seldom, take),
  }
  const turns = {
    address: createTurns(addressTurns),
    person: createTurns(personTurns),
    costly: createTurns(costlyTurns),
  }
  const featureTurns = createFeatureTurns()
  const unread = createUnreadReplies(limits.unreadBytes)
  trackWork(app, hasDeadline)

  /** A client that does not read what it was sent gets no more. */
  function refuseUnread({ client, raw: { socket } }: FastifyRequest): void {
    if (!unread.isOverLimit(client.subscriber)) return
    socket.destroy()
    throw new AppError('rate_limited', { retryAfter })
  }

  return {
    /** `onRequest`, before the token is verified. */
    async address(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      request.client = clientAddress(request.ip)
      if (isUnlimited(request)) return
      const { subscriber, site } = request.client
      await countRequest(rates.address, subscriber)
      if (site) await countRequest(rates.site, site)
      if (request.routeOptions.config.endpoint?.seldom) await countRequest(rates.seldom, subscriber)
      if (isStream(request)) return
      await takeTurn(turns.address, subscriber, request, reply, 'rate_limited')
      // After the wait, because many requests can arrive before the first reply is there to be read.
      refuseUnread(request)
    },
    /** `onRequest`, after the token is verified. */
    async person(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      if (!request.caller || isUnlimited(request)) return
      await countRequest(rates.person, request.caller.sub)
      if (!isStream(request)) await takeTurn(turns.person, request.caller.sub, request, reply, 'rate_limited')
    },
    /** `preHandler`: who is next for a connection of the database. */
    async connection(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const isCostly = request.routeOptions.config.endpoint?.costly
      const wanted = isCostly ? turns.costly : featureTurns(request)
      const client = request.caller?.sub ?? request.client.subscriber
      if (wanted) await takeTurn(wanted, client, request, reply, 'server_busy')
    },
    /** `onSend`. */
    async sent({ client }: FastifyRequest, { raw }: FastifyReply, payload: unknown): Promise<unknown> {
      if (client) unread.watch(client.subscriber, raw, payload)
      return payload
    },
  }
}

/** Health checks, and the files of the web app, which cost next to nothing. By the route that matched, not by the address. */
const isUnlimited = ({ routeOptions: { config, url } }: FastifyRequest): boolean =>
  config.endpoint?.unlimited === true || url?.startsWith('/assets/') === true

/** A stream stays open, so it would never give its turn back. The stream feature limits how many are open. */
const isStream = (request: FastifyRequest): boolean => request.routeOptions.config.endpoint?.streams === true

const hasDeadline = (request: FastifyRequest): boolean => !isStream(request) && !hasOwnPace(request)

async function countRequest(limit: SharedLimit, client: string): Promise<void> {
  if (!(await limit.admit(client))) throw new AppError('rate_limited', { retryAfter: limit.retryAfter })
}

/** Holds a turn for as long as the server works for the request. */
async function takeTurn(
  turns: Turns,
  client: string,
  { work }: FastifyRequest,
  { raw }: FastifyReply,
  code: 'rate_limited' | 'server_busy',
): Promise<void> {
  const release = turns.tryTake(client) ?? (await waitForTurn(turns, client, raw))
  if (!release) throw new AppError(code, { retryAfter })
  work?.hold(release)
}

async function waitForTurn(turns: Turns, client: string, raw: FastifyReply['raw']) {
  const gone = new AbortController()
  const abort = () => gone.abort()
  raw.once('close', abort)
  const release = await turns.take(client, gone.signal)
  raw.off('close', abort)
  return release
}
