import { decodeAwsChunked, isAwsChunked } from './aws-chunked.ts'
import { AwsError, cloudFrontErrorXml, s3ErrorXml } from './aws-error.ts'
import { checkBody } from './body-checks.ts'
import { operationOf, s3Operations } from './operations.ts'
import { verifySignature } from './sigv4.ts'
import { StubBucket } from './stub-bucket.ts'
import { StubCloudFront } from './stub-cloudfront.ts'
import type { StubContext } from './stub-context.ts'
import type { StubOptions } from './stub-options.ts'
import type { StubReply, StubRequest } from './stub-request.ts'

/** Answers requests, without the HTTP around them. */
export class StubService {
  readonly buckets = new Map<string, StubBucket>()
  readonly cloudFront: StubCloudFront
  readonly undeletable = new Set<string>()
  etags: 'md5' | 'kms'
  readonly #options: StubOptions
  readonly #region: string

  constructor(options: StubOptions) {
    this.#options = options
    this.#region = options.region ?? 'us-east-1'
    this.etags = options.etags ?? 'md5'
    this.cloudFront = new StubCloudFront(options.distributions ?? ['E1STUB'], options.invalidationPolls ?? 1)
    for (const name of options.buckets ?? ['site']) this.buckets.set(name, new StubBucket())
  }

  operationOf(request: StubRequest): string {
    return request.service === 'cloudfront' ? StubCloudFront.operationOf(request) : operationOf(request)
  }

  /** @throws AwsError when AWS would refuse */
  answer(operation: string, request: StubRequest, sent: Buffer): StubReply {
    const { credentials, checkBodies = true } = this.#options
    if (credentials !== undefined) verifySignature(request, sent, credentials, this.#region)
    if (request.service === 'cloudfront') return this.cloudFront.handle(operation, request, sent)
    const body = this.#body(operation, request, sent, checkBodies)
    const run = s3Operations[operation]
    if (run === undefined) throw new AwsError(501, 'NotImplemented')
    return run(this.#context(operation, request), request, body)
  }

  errorReply(error: unknown, request: StubRequest | null, path: string): StubReply {
    const known = error instanceof AwsError ? error : new AwsError(500, 'InternalError', String(error))
    if (request?.method === 'HEAD' || known.status === 304) return { status: known.status }
    const body = request?.service === 'cloudfront' ? cloudFrontErrorXml(known) : s3ErrorXml(known, path)
    return { status: known.status, headers: { 'content-type': 'application/xml' }, body }
  }

  #body(operation: string, request: StubRequest, sent: Buffer, checkBodies: boolean): Buffer {
    const { headers } = request
    const chunked = isAwsChunked(headers)
    if (request.method === 'PUT' && headers['transfer-encoding'] !== undefined && !chunked) {
      throw new AwsError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.')
    }
    const { body, trailers } = chunked
      ? decodeAwsChunked(sent, Number(headers['x-amz-decoded-content-length']))
      : { body: sent, trailers: {} }
    if (!checkBodies || request.method === 'GET' || request.method === 'HEAD') return body
    const checked = checkBody(body, chunked ? { ...headers, ...trailers } : headers)
    if (operation === 'DeleteObjects' && !checked) {
      throw new AwsError(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5')
    }
    return body
  }

  #context(operation: string, { bucket: name }: StubRequest): StubContext {
    let bucket = this.buckets.get(name)
    if (bucket === undefined && (this.#options.bucketsOnDemand || operation === 'CreateBucket')) {
      bucket = new StubBucket()
      this.buckets.set(name, bucket)
    }
    if (bucket === undefined) throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist')
    return {
      bucket,
      region: this.#region,
      keepsBody: this.#options.keepsBody ?? (() => true),
      etags: this.etags,
      minPartSize: this.#options.minPartSize ?? 5 * 1024 * 1024,
      undeletable: this.undeletable,
    }
  }
}
