import type { Reply } from '../http/reply.ts'
import type { Headers } from '../model/change.ts'
import { type Address, addressOf, encodeKey } from './address.ts'
import { AimdLimiter } from './aimd-limiter.ts'
import { BucketError } from './bucket.ts'
import type { CredentialSource } from './credentials.ts'
import type { Asked } from './explain.ts'
import { failureOf, faultOf, isPassing, isSlow } from './failure.ts'
import { pauseAfter, type Retrying, retryAfter, wait } from './retry.ts'
import { Transport } from './transport.ts'
import { readXml, textOf } from './xml.ts'

export type Retry = { operation: string; code: string; message: string; tries: number; pauseMs: number }

export type Call = {
  operation: string
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD'
  key?: string
  query?: Record<string, string>
  headers?: Headers
  body?: Buffer
  /** Whether the request has a condition, which can fail. */
  conditional?: boolean
  /** Finds the error in a reply with a status of success. */
  check?: (reply: Reply) => BucketError | null
}

export type Answer = Reply & {
  /** After more than one, an earlier try may have succeeded and only its reply been lost. */
  tries: number
}

export type ClientOptions = {
  bucket: string
  region: string
  endpoint: string | null
  concurrency: number
  retrying: Retrying
  /** Milliseconds without a byte in either direction after which a request has failed. */
  idleTimeoutMs: number
  onRetry: (retry: Retry) => void
}

/** Calls operations of S3 on one bucket. Signs requests, limits how many are in flight, counts them and retries them. */
export class Client {
  readonly requests = new Map<string, number>()
  readonly bucket: string
  readonly #options: ClientOptions
  readonly #credentials: CredentialSource
  readonly #transport: Transport
  readonly #limiter: AimdLimiter
  readonly #closing = new AbortController()
  #address: Address
  #answered = false

  constructor(options: ClientOptions, credentials: CredentialSource) {
    this.bucket = options.bucket
    this.#options = options
    this.#credentials = credentials
    this.#transport = new Transport({ requests: options.concurrency, idleTimeoutMs: options.idleTimeoutMs })
    this.#limiter = new AimdLimiter(options.concurrency)
    this.#address = addressOf(options.bucket, options.region, options.endpoint)
  }

  /** The number of requests that may be in flight now. */
  get limit(): number {
    return this.#limiter.limit
  }

  async call(call: Call): Promise<Answer> {
    const began = performance.now()
    const asked = { operation: call.operation, bucket: this.bucket, key: call.key, conditional: call.conditional }
    const once = { region: false, credentials: false }
    for (let tries = 1; ; tries += 1) {
      const { region } = this.#address
      const { reply, error } = await this.#limited(call, asked)
      if (error === null) return Object.assign(reply, { tries })
      if (reply && !once.region && this.#moves(reply, region)) {
        once.region = true
        continue
      }
      if (error.code === 'ExpiredToken' && !once.credentials) {
        once.credentials = true
        await this.#credentials(true)
        continue
      }
      const pause = this.#pauseAfter(error, tries, performance.now() - began, reply)
      if (pause === null) throw Object.assign(error, { tries })
      this.#options.onRetry({
        operation: call.operation,
        code: error.code,
        message: error.message,
        tries,
        pauseMs: pause,
      })
      await wait(pause, this.#closing.signal)
    }
  }

  close(): void {
    this.#closing.abort()
    this.#transport.close()
  }

  async #limited(call: Call, asked: Asked): Promise<Outcome> {
    const entered = this.#limiter.enter()
    const epoch = typeof entered === 'number' ? entered : await entered
    let outcome: 'good' | 'slow' | 'failed' = 'failed'
    let reply: Reply | null = null
    try {
      if (this.#closing.signal.aborted) throw new BucketError('Closed', 0, `${call.operation} was cancelled.`)
      reply = await this.#exchange(call)
      this.#answered = true
      const error = reply.status < 300 ? call.check?.(reply) : failureOf(reply, asked)
      outcome = !error ? 'good' : isSlow(error) ? 'slow' : 'failed'
      return error ? { reply, error } : { reply, error: null }
    } catch (cause) {
      return { reply, error: faultOf(cause, asked) }
    } finally {
      this.#limiter.leave(epoch, outcome)
    }
  }

  async #exchange(call: Call): Promise<Reply> {
    const held = this.#credentials()
    const credentials = held instanceof Promise ? await held : held
    this.requests.set(call.operation, (this.requests.get(call.operation) ?? 0) + 1)
    const path = this.#address.path + encodeKey(call.key ?? '') + queryString(call.query)
    const outgoing = { method: call.method, path, headers: call.headers ?? {}, body: call.body ?? null }
    return this.#transport.exchange(this.#address, outgoing, credentials)
  }

  /** Whether a reply says that the bucket is in another region. If so, later requests go there. */
  #moves(reply: Reply, asked: string): boolean {
    if (![301, 307, 400, 403].includes(reply.status)) return false
    const region = reply.headers['x-amz-bucket-region'] ?? regionIn(reply)
    if (typeof region !== 'string' || region === asked || !/^[a-z]{2}[a-z0-9-]+$/.test(region)) return false
    if (region !== this.#address.region) this.#address = addressOf(this.bucket, region, this.#options.endpoint)
    return true
  }

  #pauseAfter(error: BucketError, tries: number, elapsed: number, reply: Reply | null): number | null {
    if (this.#closing.signal.aborted || !isPassing(error)) return null
    // A server that has never answered most likely has a wrong name, and is not just down for a moment.
    if (!this.#answered && tries >= 3) return null
    return pauseAfter(error, tries, elapsed, this.#options.retrying, retryAfter(reply?.headers['retry-after']))
  }
}

type Outcome = { reply: Reply | null; error: BucketError } | { reply: Reply; error: null }

function queryString(query: Record<string, string> | undefined): string {
  if (!query) return ''
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeKey(value).replaceAll('/', '%2F')}`)
  return `?${pairs.join('&')}`
}

function regionIn(reply: Reply): string | undefined {
  try {
    return textOf(readXml(reply.body.toString()), 'Region')
  } catch {
    return undefined
  }
}
