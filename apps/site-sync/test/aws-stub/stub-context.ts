import { hash } from 'node:crypto'
import type { StubBucket } from './stub-bucket.ts'
import type { StubReply, StubRequest } from './stub-request.ts'

/** What an operation of S3 may look at. */
export type StubContext = {
  bucket: StubBucket
  region: string
  keepsBody(key: string): boolean
  /** `kms`: as of encrypted objects, whose ETags tell nothing of their bytes. */
  etags: 'md5' | 'kms'
  minPartSize: number
  /** Keys that cannot be deleted: AccessDenied. */
  undeletable: ReadonlySet<string>
}

export type Operation = (context: StubContext, request: StubRequest, body: Buffer) => StubReply

let written = 0

/** The ETag of an object that is written at once. */
export function etagOf(context: StubContext, body: Buffer): string {
  return context.etags === 'md5' ? hash('md5', body) : hash('md5', `kms ${++written}`)
}

export function encryptionHeaders(context: StubContext): Record<string, string> {
  return context.etags === 'md5' ? {} : { 'x-amz-server-side-encryption': 'aws:kms' }
}
