import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { errorStatus } from '@cruddur/contract/errors'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { matchedRoute } from '../http/matched-route.ts'
import type { HeadersOfReply } from '../http/security-headers.ts'
import type { Metrics } from '../telemetry/metrics/metrics.ts'
import { createAdaptiveLimit } from './adaptive-limit.ts'
import { kindOf } from './feature-turns.ts'
import { hasOwnPace } from './own-pace.ts'
import { createPlaces, type Places } from './places.ts'
import { createShedCount } from './shed-count.ts'
import type { Release } from './wait-in-queue.ts'

export type SheddingLimits = {
  /** Requests that may run at once, until the limit adapts. 0 sheds nothing. */
  running: number
  /** Requests that may wait. */
  waiting: number
  /** Milliseconds that each may wait under overload. */
  waitMs: number
}

export type SheddingOptions = SheddingLimits & { headersOf: HeadersOfReply }

/** The limit stays between these multiples of its start value. With fewer than 4 places, one kind could take them all. */
const bounds = { least: 0.25, most: 4 }
const fewestPlaces = 4
/**
 * The largest share of the places that one kind of request and one address may have. An address gets less, so that
 * others still get places of every kind.
 */
const largestShare = { kind: 0.75, address: 0.5 }

/** Reserved places. Signing in is slow by design, so many requests may hold one. */
const reserve = 32
/** Places of the reserve that one address may have, so that it cannot keep others from signing in. */
export const reservedOfAddress = reserve / 4
/** Signing in and burning may wait longer for a reserved place, because nothing else competes for it. */
const reservedWaitMs = 2_000

const busy = 'server_busy'
const busyBody = JSON.stringify([busy])
const busyHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(busyBody.length),
  'cache-control': 'no-store',
  // Seconds.
  'retry-after': '1',
}

type Lane = 'ordinary' | 'reserved'

export type Shedding = ReturnType<typeof createShedding>

/**
 * Load shedding. Requests above the limit wait briefly, or are answered with 503 before any work. Endpoints with `reserved`
 * in the contract have places of their own.
 */
export function createShedding(
  { running, waiting, waitMs, headersOf }: SheddingOptions,
  metrics: Pick<Metrics, 'requestsRunning' | 'requestsWaiting' | 'requestsLimit' | 'requestsShed'>,
  log: Pick<FastifyBaseLogger, 'warn'>,
) {
  const countShed = createShedCount(log)
  const start = running > 0 ? running : Infinity
  const limit = createAdaptiveLimit({
    start,
    min: Math.max(Math.min(start, fewestPlaces), Math.floor(start * bounds.least)),
    max: start * bounds.most,
  })
  const largest = (places: number, share = largestShare.kind) => Math.ceil(places * share)
  const lanes: Record<Lane, Places> = {
    ordinary: createPlaces({
      running: limit.current,
      runningPerKind: () => largest(limit.current()),
      waiting,
      waitingPerKind: largest(waiting),
      waitMs,
    }),
    reserved: createPlaces({
      running: () => reserve,
      runningPerKind: () => largest(reserve),
      waiting,
      waitingPerKind: largest(waiting),
      waitMs: reservedWaitMs,
    }),
  }
  const names = Object.keys(lanes) as Lane[]
  const ofLanes = (read: (lane: Lane) => number) => () => names.map((lane) => ({ values: [lane], value: read(lane) }))
  metrics.requestsRunning.from(ofLanes((lane) => lanes[lane].running()))
  metrics.requestsWaiting.from(ofLanes((lane) => lanes[lane].waiting()))
  metrics.requestsLimit.from(ofLanes((lane) => (lane === 'reserved' ? reserve : limit.current())))
  for (const lane of names) metrics.requestsShed.add([lane], 0)

  /** Measures how long a place is held. Requests with a pace of their own are not measured. */
  function measured(release: Release, request: FastifyRequest): Release {
    const { method } = request
    const { url } = matchedRoute(request)
    const [startedAt, beside] = [performance.now(), lanes.ordinary.running()]
    return () => {
      limit.observe(`${method} ${url}`, performance.now() - startedAt, beside)
      release()
    }
  }

  function hold(release: Release, lane: Lane, request: FastifyRequest): void {
    if (lane === 'reserved') request.work?.hold(release)
    else if (hasOwnPace(request)) release()
    else request.work?.hold(measured(release, request))
  }

  async function waitForPlace(lane: Lane, request: FastifyRequest, { raw }: FastifyReply): Promise<boolean> {
    if (lane === 'ordinary') limit.reached()
    const gone = new AbortController()
    const abort = () => gone.abort()
    raw.once('close', abort)
    const release = await lanes[lane].take(kindOf(request), gone.signal)
    raw.off('close', abort)
    if (!release) return false
    hold(release, lane, request)
    return true
  }

  function answerBusy(response: ServerResponse, withHeaders: OutgoingHttpHeaders, lane: Lane): void {
    // The client is gone, or the deadline has answered.
    if (response.destroyed || response.headersSent) return
    response.writeHead(errorStatus[busy], { ...withHeaders, ...busyHeaders })
    response.end(busyBody)
    metrics.requestsShed.add([lane])
    countShed()
  }

  return {
    /** How many places one address may have. */
    ofAddress: () => largest(limit.current(), largestShare.address),
    /** Whether the request would be shed in any case. */
    isFull: (request: FastifyRequest): boolean => lanes[laneOf(request)].isFull(kindOf(request)),
    /** Whether any request without a reserve would be shed. */
    isFullForAll: (): boolean => lanes.ordinary.isFullForAll(),
    /**
     * Answers that the server is busy. Written at once, without error handler, hooks and a line in the log: refusing must cost much less
     * than serving.
     */
    shed(request: FastifyRequest, reply: FastifyReply): void {
      reply.hijack()
      answerBusy(reply.raw, reply.getHeaders() as OutgoingHttpHeaders, laneOf(request))
    },
    /** The same for a request that the framework has not seen. */
    shedEarly: ({ headers }: IncomingMessage, response: ServerResponse): void =>
      answerBusy(response, headersOf(headers.origin), 'ordinary'),
    /**
     * Takes a place for as long as the server works for the request. Requests with a pace of their own give it back at once,
     * because other limits apply to them.
     *
     * @returns whether there was a place in time; a promise only if it has to wait
     */
    takePlace(request: FastifyRequest, reply: FastifyReply): boolean | Promise<boolean> {
      if (running === 0) return true
      const lane = laneOf(request)
      const release = lanes[lane].tryTake(kindOf(request))
      if (!release) return waitForPlace(lane, request, reply)
      hold(release, lane, request)
      return true
    },
  }
}

export function isReserved(request: FastifyRequest): boolean {
  return matchedRoute(request).endpoint?.reserved === true
}

const laneOf = (request: FastifyRequest): Lane => (isReserved(request) ? 'reserved' : 'ordinary')
