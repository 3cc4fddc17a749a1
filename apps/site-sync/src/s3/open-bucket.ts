import type { Settings } from '../model/settings.ts'
import type { Bucket } from './bucket.ts'
import { ByteSemaphore } from './byte-semaphore.ts'
import { Client, type Retry } from './client.ts'
import { type CredentialSource, credentialSource, type Env } from './credentials.ts'
import { deleteObjects } from './deleting.ts'
import { listPages } from './listing.ts'
import { getObject, putObject, replaceHeaders } from './objects.ts'
import { putFile } from './put-file.ts'
import { patient, type Retrying } from './retry.ts'

type BucketSettings = Pick<Settings, 'bucket' | 'region' | 'endpoint' | 'profile' | 'concurrency'>

export type OpenOptions = {
  /** Called before each pause that another try comes after. */
  onRetry?: (retry: Retry) => void
  env?: Env
  /** In place of those of environment and profile. */
  credentials?: CredentialSource
  retrying?: Partial<Retrying>
  /** Milliseconds without a byte in either direction after which a request has failed. */
  patience?: number
}

/** Bytes of large files in memory at a time. */
const partsInMemory = 64 * 1024 * 1024

/**
 * Opens a bucket of S3, or of a server that speaks like it. Asks nothing of it yet, but finds credentials.
 *
 * @throws BucketError `NoCredentials`
 */
export async function openBucket(settings: BucketSettings, options: OpenOptions = {}): Promise<Bucket> {
  const { bucket, region, endpoint, concurrency, profile } = settings
  const credentials = options.credentials ?? credentialSource(profile, options.env)
  await credentials()
  const retrying = { ...patient, ...options.retrying }
  const { onRetry = () => {}, patience = 60_000 } = options
  const client = new Client({ bucket, region, endpoint, concurrency, retrying, patience, onRetry }, credentials)
  const room = new ByteSemaphore(partsInMemory)
  return {
    name: bucket,
    requests: client.requests,
    list: (prefix) => listPages(client, prefix),
    get: (key) => getObject(client, key),
    put: (key, body, headers, more) => putObject(client, key, body, headers, more),
    putFile: (key, file, size, headers) => putFile(client, room, file, { key, size, headers }),
    replaceHeaders: (key, headers, etag) => replaceHeaders(client, key, headers, etag),
    delete: (keys) => deleteObjects(client, keys),
    close: () => client.close(),
  }
}
