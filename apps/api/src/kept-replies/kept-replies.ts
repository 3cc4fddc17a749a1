import { streamPositionHeader } from '@cruddur/contract/stream-position'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler, onSendHookHandler } from 'fastify'
import { matchedRoute } from '../http/matched-route.ts'
import { type ConfirmedState, createCurrentState } from './current-state.ts'
import { type DatabaseState, selectDatabaseState } from './database-state.store.ts'
import { KeptReply } from './kept-reply.ts'
import { createRepeatedAddresses } from './repeated-addresses.ts'
import type { ComingReply, RepliesOfAState } from './replies-of-a-state.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The reply to this request, for others who ask for the same. */
    comingReply: ComingReply | undefined
  }
}

/** What a request with another method wrote must be in all replies after its own. */
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Longer addresses are not worth their memory. */
const maxAddressLength = 1_024
/** Requests that wait for the database or for somebody else's reply. Further ones take the usual way, with its limits. */
const maxWaiting = 2_000

export type KeptRepliesOptions = {
  db: Db
  /** Milliseconds by which a reply may be behind what other servers wrote. */
  behindMs: number
  /** The value of the header with the stream's position at a state of the database. */
  positionAt(state: DatabaseState): string
  /** Whether the client has not read what it was sent. It then takes the usual way, with its limits. */
  leavesUnread(request: FastifyRequest): boolean
}

/**
 * Answers visitors with the bytes that another visitor was sent, if the database says that nothing has changed since they were
 * read. A reply shows everything that this server wrote before the request came, and what others wrote up to `behindMs` before, as
 * if the request had come so much earlier. It shows no crud whose deadline had passed (decision 040).
 *
 * @returns `serve` answers, or lets a request go on that then reads for everybody who asks for the same. `keep` takes its reply, and
 *   notes what has written
 */
export function createKeptReplies(
  app: FastifyInstance,
  { db, behindMs, positionAt, leavesUnread }: KeptRepliesOptions,
) {
  app.decorateRequest('comingReply', undefined)
  const current = createCurrentState(() => selectDatabaseState(db), behindMs)
  const addresses = createRepeatedAddresses()
  let waiting = 0

  function readForAll(replies: RepliesOfAState, request: FastifyRequest, reply: FastifyReply): void {
    // A client that left may be answered nothing, and nobody would be told.
    if (reply.raw.destroyed) return
    const coming = replies.expect(request.url)
    request.comingReply = coming
    reply.raw.once('close', () => coming.end(null))
  }

  /** @returns whether the request was answered */
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const confirmed = await current.confirmed()
    const { replies, now } = confirmed
    // The deadline has answered.
    if (reply.sent) return true
    for (let isReadSince = false; ; isReadSince = true) {
      const found = replies.get(request.url, now)
      if (!found) {
        readForAll(replies, request, reply)
        return false
      }
      const kept = await found
      if (!kept || reply.sent) return reply.sent
      if (leavesUnread(request)) return false
      // Its reading may have begun before this request came. That of the next has not, so all that it shows lived then.
      if (!isReadSince && !kept.isTrueAt(now)) continue
      send(confirmed, kept, request, reply)
      return true
    }
  }

  function send(
    { state, replies }: ConfirmedState,
    kept: KeptReply,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { bytes, contentType, link } = kept
    replies.sent(request.url, kept)
    reply.header('content-type', contentType).header(streamPositionHeader, positionAt(state))
    if (link) reply.header('link', link)
    reply.send(bytes)
  }

  const serve: onRequestHookHandler = (request, reply, done) => {
    if (!isForAll(request) || waiting >= maxWaiting) return done()
    const known = current.known()
    const kept = known?.replies.get(request.url, known.now)
    if (known && kept instanceof KeptReply && !leavesUnread(request)) return send(known, kept, request, reply)
    const latest = current.latestReplies()
    if (!latest.get(request.url)) {
      readForAll(latest, request, reply)
      return done()
    }
    waiting++
    answer(request, reply)
      .finally(() => waiting--)
      .then(
        (isAnswered) => isAnswered || done(),
        (error) => done(error),
      )
  }

  const keep: onSendHookHandler<unknown> = (request, reply, payload, done) => {
    const { comingReply: coming } = request
    if (coming) {
      request.comingReply = undefined
      const isWanted = addresses.isRepeated(request.url) || coming.isAwaited()
      coming.end(isWanted ? keptReply(coming, request, reply, payload) : null)
      if (isWanted) current.dropLater()
    }
    const shown = readingMethods.has(request.raw.method ?? '') ? undefined : current.written()
    if (shown) shown.then(() => done(null, payload))
    else done(null, payload)
  }

  return { serve, keep }
}

/** Whether everybody who asks is answered the same. Who sends a token, even a bad one, is answered alone. */
function isForAll(request: FastifyRequest): boolean {
  return (
    matchedRoute(request).readAnew !== undefined &&
    request.raw.method === 'GET' &&
    request.headers.authorization === undefined &&
    request.url.length <= maxAddressLength
  )
}

function keptReply(
  { until }: ComingReply,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): KeptReply | null {
  if (reply.statusCode !== 200 || typeof payload !== 'string' || until === undefined) return null
  const link = reply.getHeader('link')
  const contentType = String(reply.getHeader('content-type'))
  return new KeptReply({
    text: payload,
    contentType,
    link: link === undefined ? link : String(link),
    until,
    read: readerOf(request, reply, contentType),
  })
}

/** What reads the same as a request, without it. Undefined for what can take long, or must take turns with others. */
function readerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  contentType: string,
): (() => Promise<KeptReply>) | undefined {
  const { readAnew, endpoint } = matchedRoute(request)
  const serialize = reply.getSerializationFunction('200')
  if (!readAnew || !serialize || endpoint?.costly) return undefined
  const { url, params, query } = request
  return async function read() {
    let link: string | undefined
    const header = (_name: 'link', value: string) => {
      link = value
    }
    const { shown, until } = await readAnew({ url, params, query }, { header })
    return new KeptReply({ text: serialize(shown as never), contentType, link, until, read })
  }
}
