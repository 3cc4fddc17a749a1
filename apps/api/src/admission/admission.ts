import { AppError } from '@cruddur/contract/app-error'
import { endpoints } from '@cruddur/contract/endpoints'
import type { Db } from '@cruddur/storage/postgres'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HookHandlerDoneFunction,
  onRequestHookHandler,
  onSendHookHandler,
  preHandlerHookHandler,
  preValidationHookHandler,
} from 'fastify'
import type { Limit } from '../config/setting-values.ts'
import type { Caller } from '../http/caller.ts'
import { matchedRoute } from '../http/matched-route.ts'
import type { HeadersOfReply } from '../http/security-headers.ts'
import { whenKnown } from '../http/when-known.ts'
import type { Metrics } from '../telemetry/metrics/metrics.ts'
import { type ClientAddress, clientAddress } from './client-address.ts'
import { countRequest } from './count-request.ts'
import { createFeatureTurns } from './feature-turns.ts'
import { hasOwnPace } from './own-pace.ts'
import { takeFromLimit } from './rate-counts.store.ts'
import { type RefusedBy, refusal } from './refusal.ts'
import { refuseEarly } from './refuse-early.ts'
import { hasBody, isStream, isUnlimited } from './request-kinds.ts'
import { trackWork } from './request-work.ts'
import { createSharedLimit } from './shared-limit.ts'
import { createShedding, isReserved, reservedOfAddress, type SheddingLimits } from './shedding.ts'
import { takeInTime } from './take-in-time.ts'
import { createTurns, type Turns } from './turns.ts'
import { createUnreadReplies } from './unread-replies.ts'

declare module 'fastify' {
  interface FastifyRequest {
    client: ClientAddress
  }
}

export type AdmissionLimits = {
  shedding: SheddingLimits
  address: Limit
  person: Limit
  /** Of one address, for endpoints that are called now and then. */
  seldom: Limit
  /** Bytes of replies that one address may leave unread. */
  unreadBytes: number
  headersOf: HeadersOfReply
}

/** A site has this many times the limit of one subscriber. */
const subscribersPerSite = 4

/** How long a client waits for a turn of its own. Shorter than `answerDeadlineMs`, so that it is told what it has reached. */
export const ownTurnWaitMs = 4_000

/**
 * How many requests of one client may run: more than a page needs, and never all of the server's places. Further requests
 * of the client wait in a queue of its own.
 */
const addressTurns = { running: Infinity, waitingPerClient: 1_000, waitMs: ownTurnWaitMs }
const mostOfAddress = 24
const personTurns = { running: Infinity, runningPerClient: 12, waitingPerClient: 100, waitMs: ownTurnWaitMs }

/** Connections that are reserved for costly reads. Clients take turns at them. */
export const costlyConnections = 3
const costlyTurns = { running: costlyConnections, runningPerClient: 1, waitingPerClient: 4, waitMs: 2_000 }

/** Seconds after which a client that had too many requests at once may try again. */
const retryAfter = 1

/**
 * Decides whether a request may go on, by the route that it matched: how often, and how many at once, an address, its site
 * and a person may ask, and who is next for a costly read. The address is counted before the token is verified, so
 * guessing tokens is limited too. An overloaded server sheds requests before it does anything else.
 *
 * @returns one hook for each stage of a request at which a limit can be checked
 */
export function createAdmission(app: FastifyInstance, db: Db, limits: AdmissionLimits, metrics: Metrics) {
  app.decorateRequest('client')
  app.decorateRequest('refusedBy', '')
  const take = takeInTime(takeFromLimit.bind(null, db))
  const siteLimit = { ...limits.address, max: limits.address.max * subscribersPerSite }
  const rates = {
    address: createSharedLimit('address', limits.address, take),
    site: createSharedLimit('site', siteLimit, take),
    person: createSharedLimit('person', limits.person, take),
    seldom: createSharedLimit('seldom', limits.seldom, take),
  }
  const shedding = createShedding({ ...limits.shedding, headersOf: limits.headersOf }, metrics, app.log)
  refuseEarly(app.server, Object.values(endpoints), { isFull: shedding.isFullForAll, shed: shedding.shedEarly })
  const runningPerClient = () => Math.min(mostOfAddress, shedding.ofAddress())
  const turns = {
    address: createTurns({ ...addressTurns, runningPerClient }),
    reserved: createTurns({ ...addressTurns, runningPerClient: reservedOfAddress }),
    person: createTurns(personTurns),
    costly: createTurns(costlyTurns),
  }
  const featureTurns = createFeatureTurns()
  const unread = createUnreadReplies(limits.unreadBytes)
  trackWork(app, hasDeadline)

  const leavesUnread = ({ client }: FastifyRequest): boolean => unread.isOverLimit(client.subscriber)

  /** A client that does not read what it was sent gets no more. */
  function refuseUnread(request: FastifyRequest): void {
    if (!leavesUnread(request)) return
    request.raw.socket.destroy()
    throw refusal(request, 'unread', retryAfter)
  }

  /** Takes a turn of the address, and a place among the requests that are worked for. */
  function takePlace(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    if (isUnlimited(request) || isStream(request)) return undefined
    const { subscriber } = request.client
    // What has a reserve does not wait for other requests of its address.
    const own = isReserved(request) ? turns.reserved : turns.address
    const waiting = takeTurn(own, subscriber, request, reply, 'address_turns')
    return waiting ? waiting.then(() => takeServerPlace(request, reply)) : takeServerPlace(request, reply)
  }

  function takeServerPlace(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    return whenKnown(shedding.takePlace(request, reply), (isTaken) => {
      // After the wait, because many requests can arrive before the first reply is there to be read.
      if (isTaken) refuseUnread(request)
      else shedding.shed(request, reply)
      return undefined
    })
  }

  function takePersonTurn(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    if (!request.caller || isUnlimited(request) || isStream(request) || isReserved(request)) return undefined
    return takeTurn(turns.person, request.caller.sub, request, reply, 'person_turns')
  }

  function countAddress(request: FastifyRequest): Promise<void> | undefined {
    const { subscriber, site } = request.client
    const counting = countRequest(rates.address, 'address', subscriber, request)
    const isSeldom = matchedRoute(request).endpoint?.seldom
    return site || isSeldom ? countFurther(counting, request) : counting
  }

  async function countFurther(counting: Promise<void> | undefined, request: FastifyRequest): Promise<void> {
    const { subscriber, site } = request.client
    await counting
    if (site) await countRequest(rates.site, 'site', site, request)
    if (matchedRoute(request).endpoint?.seldom) await countRequest(rates.seldom, 'seldom', subscriber, request)
  }

  function admitPerson({ sub }: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    const counting = countRequest(rates.person, 'person', sub, request)
    if (hasBody(request)) return counting
    return counting ? counting.then(() => takePersonTurn(request, reply)) : takePersonTurn(request, reply)
  }

  async function admitBody(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await takePlace(request, reply)
    // In the same order as without a body: otherwise two requests could wait for each other.
    if (!reply.sent) await takePersonTurn(request, reply)
  }

  function takeConnection(request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
    const isCostly = matchedRoute(request).endpoint?.costly
    const wanted = isCostly ? turns.costly : featureTurns(request)
    const client = request.caller?.sub ?? request.client.subscriber
    return wanted ? takeTurn(wanted, client, request, reply, null) : undefined
  }

  return {
    leavesUnread,
    /** `onRequest`, before the token is verified. */
    address: ((request, reply, done) => {
      request.client = clientAddress(request.ip)
      if (isUnlimited(request)) return done()
      if (!isStream(request) && shedding.isFull(request)) return shedding.shed(request, reply)
      goOn(countAddress(request), done)
    }) as onRequestHookHandler,
    /** `onRequest`, for what is not answered before. */
    place: ((request, reply, done) => {
      goOn(hasBody(request) ? undefined : takePlace(request, reply), done)
    }) as onRequestHookHandler,
    /** `onRequest`, after the token is verified. */
    person: ((request, reply, done) => {
      const { caller } = request
      goOn(caller && !isUnlimited(request) ? admitPerson(caller, request, reply) : undefined, done)
    }) as onRequestHookHandler,
    /** `preValidation`: the body has arrived. A client that sends it slowly, or never, holds nothing. */
    arrived: ((request, reply, done) => {
      goOn(hasBody(request) ? admitBody(request, reply) : undefined, done)
    }) as preValidationHookHandler,
    /** `preHandler`: who is next for a connection of the database. */
    connection: ((request, reply, done) => {
      goOn(takeConnection(request, reply), done)
    }) as preHandlerHookHandler,
    /** `onSend`. */
    sent: (({ client }, { raw }, payload, done) => {
      if (client) unread.watch(client.subscriber, raw, payload)
      done(null, payload)
    }) as onSendHookHandler<unknown>,
  }
}

/** What has nothing to wait for goes on at once: a hook that returns a promise costs as much as a whole route without one. */
function goOn(waiting: Promise<void> | undefined, done: HookHandlerDoneFunction): void {
  if (waiting) waiting.then(() => done(), done)
  else done()
}

const hasDeadline = (request: FastifyRequest): boolean => !isStream(request) && !hasOwnPace(request)

/**
 * Holds a turn for as long as the server works for the request.
 *
 * @param limit what the client has reached if there is no turn; null if others hold the turns
 * @returns undefined if there was a turn at once
 */
function takeTurn(
  turns: Turns,
  client: string,
  request: FastifyRequest,
  reply: FastifyReply,
  limit: RefusedBy | null,
): Promise<void> | undefined {
  const release = turns.tryTake(client)
  if (!release) return waitForTurn(turns, client, request, reply, limit)
  request.work?.hold(release)
  return undefined
}

async function waitForTurn(
  turns: Turns,
  client: string,
  request: FastifyRequest,
  { raw }: FastifyReply,
  limit: RefusedBy | null,
): Promise<void> {
  const gone = new AbortController()
  const abort = () => gone.abort()
  raw.once('close', abort)
  const release = await turns.take(client, gone.signal)
  raw.off('close', abort)
  if (!release) throw limit ? refusal(request, limit, retryAfter) : new AppError('server_busy', { retryAfter })
  request.work?.hold(release)
}
