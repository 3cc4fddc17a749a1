import type { StubCredentials } from './sigv4.ts'

export type StubOptions = {
  /** Buckets that there are from the start; `objects` is of the first. Default: `site`. */
  buckets?: string[]
  /** Whether any other bucket is there as soon as it is named. Default: no, NoSuchBucket. */
  bucketsOnDemand?: boolean
  region?: string
  /** When given, every request has to be signed with these. */
  credentials?: StubCredentials
  /** Whether the body of a key is kept for GET, and for tests to look at. Default: all are. */
  keepsBody?: (key: string) => boolean
  /** Whether digests that came with a body are held against it. Default: yes. */
  checkBodies?: boolean
  /** `kms`: ETags that tell nothing of the bytes, as of encrypted objects. */
  etags?: 'md5' | 'kms'
  /** Least bytes of a part that is not the last. Default: 5 MiB, as on AWS. */
  minPartSize?: number
  /** Milliseconds between a request and its answer. */
  latency?: number
  /** Default: `E1STUB`. */
  distributions?: string[]
  /** How often an invalidation is asked about until it is completed. Default: 1. */
  invalidationPolls?: number
  /** Whether requests are written down. Default: yes. */
  log?: boolean
}
