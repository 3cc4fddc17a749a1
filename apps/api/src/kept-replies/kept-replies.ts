import { activityThread, showActivity } from '@cruddur/contract/activities'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { searchActivities } from '@cruddur/contract/search'
import { streamPositionHeader } from '@cruddur/contract/stream-position'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler, onSendHookHandler } from 'fastify'
import { matchedRoute } from '../http/matched-route.ts'
import { runInSpan } from '../telemetry/tracing/span.ts'
import { type ConfirmedState, createCurrentState } from './current-state.ts'
import { type DatabaseState, selectDatabaseState } from './database-state.store.ts'
import type { KeptReply, RepliesOfAState } from './replies-of-a-state.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What waits for the reply to this request. */
    keepReply: ((reply: KeptReply | null) => void) | undefined
  }
}

/** Their replies to visitors depend on nothing but the address, the rows of the database and the deadlines of cruds. */
const keptEndpoints = new Set<Endpoint>([
  homeActivities,
  userActivities,
  activityThread,
  showActivity,
  searchActivities,
])

/** Longer addresses are not worth their memory. */
const maxAddressLength = 1_024
/** Requests that wait for the database or for somebody else's reply. Further ones take the usual way, with its limits. */
const maxWaiting = 2_000

export type KeptRepliesOptions = {
  db: Db
  /** The value of the header with the stream's position at a state of the database. */
  positionAt(state: DatabaseState): string
  /** Whether the client has not read what it was sent. It then takes the usual way, with its limits. */
  leavesUnread(request: FastifyRequest): boolean
}

/** A request that waits for the state of the database. */
type Waiting = { request: FastifyRequest; reply: FastifyReply; done: (error?: Error) => void }

/** The request goes on. It shared the wait, which has the trace of whoever came first. */
function goOn({ request, done }: Waiting, error?: Error): void {
  if (request.span) runInSpan(request.span, () => done(error))
  else done(error)
}

function send({ bytes, contentType, link }: KeptReply, position: string, reply: FastifyReply): void {
  reply.header('content-type', contentType).header(streamPositionHeader, position)
  if (link) reply.header('link', link)
  reply.send(bytes)
}

/**
 * Answers visitors with the bytes that another visitor was sent, if the database says that nothing has changed since they were
 * read. It is asked after each request has arrived, so a reply is as true as one that was read for the request (decision 040).
 *
 * @returns `serve` answers, or lets a request go on that then reads for everybody who asks for the same. `keep` takes its reply
 */
export function createKeptReplies(app: FastifyInstance, { db, positionAt, leavesUnread }: KeptRepliesOptions) {
  app.decorateRequest('keepReply', undefined)
  const current = createCurrentState(() => selectDatabaseState(db))
  let waiting = 0
  let next: { confirmed: Promise<ConfirmedState> | null; together: Waiting[] } = { confirmed: null, together: [] }

  function readForAll(replies: RepliesOfAState, request: FastifyRequest, reply: FastifyReply): void {
    // A client that left may be answered nothing, and nobody would be told.
    if (reply.raw.destroyed) return
    const keep = replies.expect(request.url)
    request.keepReply = keep
    reply.raw.once('close', () => keep(null))
  }

  /** Waits for the next question with all who do. They share one promise. */
  function waitForState(request: Waiting): void {
    waiting++
    const confirmed = current.confirmed()
    if (confirmed !== next.confirmed) {
      const together: Waiting[] = []
      next = { confirmed, together }
      confirmed.then(
        (state) => answerAll(together, state),
        (error: Error) => {
          waiting -= together.length
          for (const each of together) goOn(each, error)
        },
      )
    }
    next.together.push(request)
  }

  function answerAll(together: Waiting[], { state, replies }: ConfirmedState): void {
    waiting -= together.length
    const position = positionAt(state)
    for (const each of together) {
      const { request, reply } = each
      const found = replies.get(request.url)
      if (found instanceof Promise) {
        waiting++
        found.then((kept) => {
          waiting--
          answer(each, kept, position)
        })
      } else {
        if (!found && !reply.sent) readForAll(replies, request, reply)
        answer(each, found, position)
      }
    }
  }

  function answer(each: Waiting, kept: KeptReply | null | undefined, position: string): void {
    const { request, reply } = each
    try {
      // The deadline may have answered.
      if (reply.sent) return
      if (kept && !leavesUnread(request)) send(kept, position, reply)
      else goOn(each)
    } catch (error) {
      // The others still wait.
      goOn(each, error as Error)
    }
  }

  const serve: onRequestHookHandler = (request, reply, done) => {
    if (!isForAll(request) || waiting >= maxWaiting) return done()
    const latest = current.latestReplies()
    if (!latest.get(request.url)) {
      readForAll(latest, request, reply)
      return done()
    }
    waitForState({ request, reply, done })
  }

  const keep: onSendHookHandler<unknown> = (request, reply, payload, done) => {
    const { keepReply } = request
    if (keepReply) {
      request.keepReply = undefined
      keepReply(keptReply(reply, payload))
      current.dropLater()
    }
    done(null, payload)
  }

  return { serve, keep }
}

/** Whether everybody who asks is answered the same. Who sends a token, even a bad one, is answered alone. */
function isForAll(request: FastifyRequest): boolean {
  const { endpoint } = matchedRoute(request)
  return (
    endpoint !== undefined &&
    keptEndpoints.has(endpoint) &&
    request.raw.method === 'GET' &&
    request.headers.authorization === undefined &&
    request.url.length <= maxAddressLength
  )
}

function keptReply(reply: FastifyReply, payload: unknown): KeptReply | null {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return null
  const bytes = Buffer.from(payload)
  const link = reply.getHeader('link')
  return { bytes, contentType: String(reply.getHeader('content-type')), link: link === undefined ? link : String(link) }
}
