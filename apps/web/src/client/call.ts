import type { Args, Endpoint, Reply } from '@cruddur/contract/endpoint'
import { isErrorCode } from '@cruddur/contract/errors'
import { streamPositionHeader } from '@cruddur/contract/stream-position'
import { language } from '../words/language.ts'
import { accessToken } from './access-token.ts'
import { apiOrigin } from './api-origin.ts'
import { addressOf, bodyOf, nextCursorOf } from './call-address.ts'
import { CallError } from './call-error.ts'
import { serverClock } from './clock/server-clock.ts'
import { takeFirstPage } from './first-page.ts'
import { learnPosition } from './live/earliest-position.ts'
import { noteRateLimit } from './rate-limit.ts'
import { newTraceparent } from './traceparent.ts'

export type CallOptions = {
  signal?: AbortSignal
  /** A retry with the same key gets the reply of the first try, and nothing is written twice. */
  idempotencyKey?: string
  /** The position from which a stream resumes. */
  lastEventId?: string
  /** Whether the request outlives the page. */
  keepalive?: boolean
}

/** A reply, and the cursor of the page after it; undefined on the last page. */
export type PagedReply<E extends Endpoint> = { reply: Reply<E>; next: string | undefined }

async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusal(status: number, body: unknown): CallError {
  const codes = Array.isArray(body) ? body.filter(isErrorCode) : []
  return new CallError(status, codes.length > 0 ? codes : [status === 429 ? 'rate_limited' : 'generic_500'])
}

function headersOf(body: string | undefined, token: string | undefined, options: CallOptions): Headers {
  // E-mails that the call leads to are in the language of the page.
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (token) headers.set('Authorization', `Bearer ${token}`)
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  if (options.lastEventId) headers.set('Last-Event-ID', options.lastEventId)
  // Left out if it alone would cause a CORS preflight: it is not worth a round trip.
  if (token || body !== undefined || apiOrigin() === location.origin) headers.set('traceparent', newTraceparent())
  return headers
}

/**
 * Sends a request and waits for the head of the reply. This is the only fetch of the API. Every reply also sets the server
 * clock, and may say where the stream has to begin.
 */
async function ask(endpoint: Endpoint, args: unknown, options: CallOptions, token?: string): Promise<Response> {
  const sent = serverClock.read()
  const values = (args ?? {}) as Readonly<Record<string, unknown>>
  const body = bodyOf(endpoint, values)
  const response = await fetch(new URL(addressOf(endpoint, values), apiOrigin()), {
    method: endpoint.method,
    headers: headersOf(body, token, options),
    // The API may be at another origin of our site, whose cookie it needs.
    credentials: 'include',
    // A stored reply would set the clock back, and could show what has expired since.
    cache: 'no-store',
    body: body ?? null,
    keepalive: options.keepalive ?? false,
    signal: options.signal ?? null,
  })
  serverClock.learn({ date: response.headers.get('date'), age: response.headers.get('age'), sent })
  if (response.status === 429) noteRateLimit(response.headers.get('retry-after'))
  learnPosition(response.headers.get(streamPositionHeader))
  return response
}

/** The reply that came with the HTML, if it is the one to this call of a visitor. */
export function replySent<E extends Endpoint>(endpoint: E, args: Args<E>): PagedReply<E> | undefined {
  const sent = takeFirstPage(endpoint, args)
  const known = sent && endpoint.reply.safeParse(sent.reply)
  return known?.success ? { reply: known.data as Reply<E>, next: sent?.next ?? undefined } : undefined
}

/** Sends a request and reads the whole reply. */
async function exchange<E extends Endpoint>(
  endpoint: E,
  args: Args<E>,
  options: CallOptions,
  token?: string,
): Promise<PagedReply<E>> {
  const sent = token ? undefined : replySent(endpoint, args)
  if (sent) return sent
  let response: Response
  let body: unknown
  try {
    response = await ask(endpoint, args, options, token)
    body = await read(response)
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new CallError(0, ['network_failed'])
  }
  if (!response.ok) throw refusal(response.status, body)
  const parsed = endpoint.reply.safeParse(body)
  if (!parsed.success) throw new CallError(response.status, ['reply_unreadable'])
  return { reply: parsed.data as Reply<E>, next: nextCursorOf(response.headers.get('link')) }
}

/** The token to call with. Where visitors may call too, a session that cannot be renewed is no obstacle. */
async function tokenFor({ caller }: Endpoint): Promise<string | undefined> {
  if (caller === 'anyone') return undefined
  if (caller === 'member') return accessToken.renew()
  return accessToken.renew().catch(() => undefined)
}

/**
 * Calls an endpoint as the person who is signed in, and says where the next page begins.
 *
 * @throws {CallError}
 */
export async function callPage<E extends Endpoint>(
  endpoint: E,
  args: Args<E>,
  options: CallOptions = {},
): Promise<PagedReply<E>> {
  const token = await tokenFor(endpoint)
  try {
    return await exchange(endpoint, args, options, token)
  } catch (error) {
    if (!(token && error instanceof CallError && error.status === 401)) throw error
    const renewed = await accessToken.renew(token)
    if (!renewed) throw error
    return exchange(endpoint, args, options, renewed)
  }
}

/**
 * Calls an endpoint as the person who is signed in.
 *
 * @throws {CallError}
 */
export async function call<E extends Endpoint>(endpoint: E, args: Args<E>, options?: CallOptions): Promise<Reply<E>> {
  return (await callPage(endpoint, args, options)).reply
}

/**
 * Opens a stream as the person who is signed in: `EventSource` cannot send a token.
 *
 * @throws {CallError}
 */
export async function callStream(endpoint: Endpoint, options: CallOptions): Promise<ReadableStream<Uint8Array>> {
  const response = await ask(endpoint, {}, options, await tokenFor(endpoint))
  if (!response.ok || !response.body) throw refusal(response.status, await read(response))
  return response.body
}
