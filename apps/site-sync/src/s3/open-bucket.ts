import type { Settings } from '../model/settings.ts'
import type { Bucket } from './bucket.ts'
import { ByteSemaphore } from './byte-semaphore.ts'
import { Client, type Retry } from './client.ts'
import { type CredentialSource, credentialSource, type Env } from './credentials.ts'
import { deleteObjects } from './deleting.ts'
import { listPages } from './listing.ts'
import { getObject, putObject, replaceHeaders } from './objects.ts'
import { putFile } from './put-file.ts'
import { defaultRetrying, type Retrying } from './retry.ts'

type BucketSettings = Pick<Settings, 'bucket' | 'region' | 'endpoint' | 'profile' | 'concurrency'>

export type OpenOptions = {
  /** Called before each pause that another try comes after. */
  onRetry?: (retry: Retry) => void
  env?: Env
  /** Used instead of those of the environment and the profile. */
  credentials?: CredentialSource
  retrying?: Partial<Retrying>
  /** Milliseconds without a byte in either direction after which a request has failed. */
  idleTimeoutMs?: number
}

/** Limit for the bytes of large files in memory at a time. */
const maxPartBytesInMemory = 64 * 1024 * 1024

/**
 * Opens a bucket of S3, or of a server with the same API. Finds credentials, and sends no request yet.
 *
 * @throws BucketError `NoCredentials`
 */
export async function openBucket(settings: BucketSettings, options: OpenOptions = {}): Promise<Bucket> {
  const { bucket, region, endpoint, concurrency, profile } = settings
  const credentials = options.credentials ?? credentialSource(profile, options.env)
  await credentials()
  const retrying = { ...defaultRetrying, ...options.retrying }
  const { onRetry = () => {}, idleTimeoutMs = 60_000 } = options
  const client = new Client({ bucket, region, endpoint, concurrency, retrying, idleTimeoutMs, onRetry }, credentials)
  const partMemory = new ByteSemaphore(maxPartBytesInMemory)
  return {
    name: bucket,
    requests: client.requests,
    list: (prefix) => listPages(client, prefix),
    get: (key) => getObject(client, key),
    put: (key, body, headers, more) => putObject(client, key, body, headers, more),
    putFile: (key, file, size, headers) => putFile(client, partMemory, file, { key, size, headers }),
    replaceHeaders: (key, headers, etag) => replaceHeaders(client, key, headers, etag),
    delete: (keys) => deleteObjects(client, keys),
    close: () => client.close(),
  }
}
