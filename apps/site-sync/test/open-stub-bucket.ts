import type { Bucket } from '../src/s3/bucket.ts'
import type { Retry } from '../src/s3/client.ts'
import { type OpenOptions, openBucket } from '../src/s3/open-bucket.ts'
import { type AwsStub, startAwsStub } from './aws-stub/aws-stub.ts'
import type { StubOptions } from './aws-stub/stub-options.ts'

export type StubbedBucket = { stub: AwsStub; bucket: Bucket; retries: Retry[]; close(): Promise<void> }

const credentials = { accessKeyId: 'AKIDSTUB', secretAccessKey: 'se/cr+et', sessionToken: 'to/ken==' }

export const stubEnv = {
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
}

/** A bucket of a stub of its own that verifies signatures, and pauses that are hardly any. */
export async function openStubBucket(
  options: StubOptions = {},
  more: OpenOptions & { concurrency?: number } = {},
): Promise<StubbedBucket> {
  const stub = await startAwsStub({ credentials, ...options })
  const { concurrency = 16, ...rest } = more
  const retries: Retry[] = []
  const bucket = await openBucket(
    { bucket: 'site', region: 'us-east-1', endpoint: stub.url, profile: null, concurrency },
    { env: stubEnv, retrying: { firstPauseMs: 4 }, onRetry: (retry) => retries.push(retry), ...rest },
  )
  const close = async () => {
    bucket.close()
    await stub.close()
  }
  return { stub, bucket, retries, close }
}

export async function listKeys(bucket: Bucket, prefix = ''): Promise<string[]> {
  const keys: string[] = []
  for await (const page of bucket.list(prefix)) keys.push(...page.map(({ key }) => key))
  return keys
}
