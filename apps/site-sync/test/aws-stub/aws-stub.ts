import { hash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Faults } from './faults.ts'
import { type LoggedRequest, RequestLog } from './request-log.ts'
import { StubBucket, type StubObject } from './stub-bucket.ts'
import type { StubInvalidation } from './stub-cloudfront.ts'
import type { StubOptions } from './stub-options.ts'
import { parseRequest, type StubReply, type StubRequest } from './stub-request.ts'
import { StubService } from './stub-service.ts'

type Before = (operation: string, key: string) => unknown

/** A stub of S3 and CloudFront on a free port, with AWS's limits. Tests can read and change all of its state. */
export class AwsStub {
  readonly requests = new RequestLog()
  readonly faults = new Faults()
  /** Called and awaited for each request before the request has an effect. `'drop'` drops the request. */
  before: Before | null = null
  /** Milliseconds between a request and its answer. */
  latency: number
  /** The largest number of requests that were in progress at the same time. */
  mostAtOnce = 0
  readonly #service: StubService
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  readonly #log: boolean
  #atOnce = 0

  /** Use `startAwsStub`. */
  constructor(options: StubOptions) {
    this.#service = new StubService(options)
    this.latency = options.latency ?? 0
    this.#log = options.log ?? true
    this.#server.keepAliveTimeout = 60_000
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The objects of the first bucket. */
  get objects(): Map<string, StubObject> {
    return this.#first.objects
  }

  /** Creates the bucket if it does not exist. */
  bucket(name: string): StubBucket {
    const found = this.#service.buckets.get(name) ?? new StubBucket()
    this.#service.buckets.set(name, found)
    return found
  }

  /** Stores an object as if another tool had uploaded it earlier. */
  put(key: string, body: string | Buffer, headers: Record<string, string> = {}): StubObject {
    const bytes = Buffer.from(body)
    const object = { body: bytes, size: bytes.length, etag: hash('md5', bytes), headers, modified: new Date(0) }
    this.#first.put(key, object)
    return object
  }

  get invalidations(): StubInvalidation[] {
    return this.#service.cloudFront.invalidations
  }

  /** Completes all invalidations that are in progress. */
  completeInvalidations(): void {
    this.#service.cloudFront.complete()
  }

  /** Keys that cannot be deleted: DeleteObjects and DeleteObject answer AccessDenied. */
  get undeletable(): Set<string> {
    return this.#service.undeletable
  }

  set etags(kind: 'md5' | 'kms') {
    this.#service.etags = kind
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeAllConnections()
    await closed
  }

  get #first(): StubBucket {
    const first = this.#service.buckets.values().next().value
    if (first === undefined) throw new Error('The stub was started without a bucket')
    return first
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce)
    response.on('close', () => this.#atOnce--)
    let request: StubRequest | null = null
    const logged: LoggedRequest = { operation: 'unknown', key: '', status: null }
    if (this.#log) this.requests.log.push(logged)
    try {
      request = parseRequest(message)
      logged.operation = this.#service.operationOf(request)
      logged.key = request.service === 's3' ? request.key : ''
      await this.#act(logged, request, message, response)
    } catch (error) {
      // An unread rest of the body would block the next request of the connection.
      message.resume()
      if (!response.destroyed) send(response, logged, this.#service.errorReply(error, request, message.url ?? ''))
    }
  }

  async #act(
    logged: LoggedRequest,
    request: StubRequest,
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { operation, key } = logged
    const fault = this.faults.next(operation, key)
    if (fault?.kind === 'drop-before') return void response.destroy()
    const body = await readBody(message)
    // The client disconnected before the end of its body: its request is not known.
    if (body === null) return
    if (this.latency > 0) await pause(this.latency)
    if (this.before !== null && (await this.before(operation, key)) === 'drop') return void response.destroy()
    if (fault?.error !== undefined) throw fault.error
    const reply = this.#service.answer(operation, request, body)
    if (fault?.kind === 'drop-after') return void response.destroy()
    if (fault?.kind === 'cut') return cut(response, logged, reply)
    if (fault?.kind === 'half') return send(response, logged, { ...reply, body: firstHalf(reply) })
    send(response, logged, reply)
  }
}

/**
 * @param port default: 0, which takes a free port
 */
export async function startAwsStub(options: StubOptions = {}, port = 0): Promise<AwsStub> {
  const stub = new AwsStub(options)
  await stub.listen(port)
  return stub
}

const nothing = Buffer.alloc(0)

function readBody(message: IncomingMessage): Promise<Buffer | null> | Buffer {
  const { 'content-length': length, 'transfer-encoding': encoding } = message.headers
  if (encoding === undefined && (length === undefined || length === '0')) return nothing
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    message.on('close', () => resolve(null))
    message.on('error', () => resolve(null))
  })
}

function send(response: ServerResponse, logged: LoggedRequest, { status, headers, body }: StubReply): void {
  logged.status = status
  const length = headers?.['content-length'] ?? (body ? String(Buffer.byteLength(body)) : '0')
  response.writeHead(status, { 'x-amz-request-id': 'STUB', ...headers, 'content-length': length })
  response.end(body ?? undefined)
}

function firstHalf({ body }: StubReply): Buffer {
  const whole = Buffer.from(body ?? '')
  return whole.subarray(0, whole.length >> 1)
}

function cut(response: ServerResponse, logged: LoggedRequest, reply: StubReply): void {
  logged.status = reply.status
  const whole = Buffer.from(reply.body ?? '')
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(whole.length) })
  response.write(whole.subarray(0, whole.length >> 1), () => response.destroy())
}
