import type { StubCredentials } from './sigv4.ts'

export type StubOptions = {
  /** Buckets that exist from the start. `objects` belongs to the first. Default: `site`. */
  buckets?: string[]
  /** Whether a bucket is created when a request names it. Default: no, the answer is NoSuchBucket. */
  bucketsOnDemand?: boolean
  region?: string
  /** If given, every request must be signed with these. */
  credentials?: StubCredentials
  /** Whether the body of a key is kept for GET and for tests. Default: all bodies are kept. */
  keepsBody?: (key: string) => boolean
  /** Whether bodies are checked against their digests. Default: yes. */
  checkBodies?: boolean
  /** `kms`: ETags that are no hash of the bytes, as for objects encrypted with a KMS key. */
  etags?: 'md5' | 'kms'
  /** Minimum bytes of a part that is not the last. Default: 5 MiB, as on AWS. */
  minPartSize?: number
  /** Milliseconds between a request and its answer. */
  latency?: number
  /** Id of the CloudFront distribution. Default: `E1STUB`. */
  distributions?: string[]
  /** Number of GetInvalidation calls after which an invalidation is completed. Default: 1. */
  invalidationPolls?: number
  /** Whether requests are logged. Default: yes. */
  log?: boolean
}
