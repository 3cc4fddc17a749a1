import { hash } from 'node:crypto'
import type { StubBucket } from './stub-bucket.ts'
import type { StubReply, StubRequest } from './stub-request.ts'

/** What the operations of S3 work with. */
export type StubContext = {
  bucket: StubBucket
  region: string
  keepsBody(key: string): boolean
  /** `kms`: ETags that are no hash of the bytes, as for objects encrypted with a KMS key. */
  etags: 'md5' | 'kms'
  minPartSize: number
  /** Keys that cannot be deleted: the answer is AccessDenied. */
  undeletable: ReadonlySet<string>
}

export type Operation = (context: StubContext, request: StubRequest, body: Buffer) => StubReply

let written = 0

/** The ETag of an object that is uploaded in one piece. */
export function etagOf(context: StubContext, body: Buffer): string {
  return context.etags === 'md5' ? hash('md5', body) : hash('md5', `kms ${++written}`)
}

export function encryptionHeaders(context: StubContext): Record<string, string> {
  return context.etags === 'md5' ? {} : { 'x-amz-server-side-encryption': 'aws:kms' }
}
