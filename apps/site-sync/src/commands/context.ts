import { type Site, surveySite } from '../apply/survey.ts'
import type { Bucket } from '../bucket/bucket.ts'
import { openBucket } from '../bucket/open-bucket.ts'
import type { Settings } from '../settings/settings.ts'
import type { Talk } from '../talk/talk.ts'

/** What every command works with. */
export type Context = {
  bucket: Bucket
  settings: Settings
  talk: Talk
  signal: AbortSignal
  survey(): Promise<Site>
}

/** Opens the bucket for as long as the work takes. */
export async function inContext<T>(
  { settings, talk, signal }: Pick<Context, 'settings' | 'talk' | 'signal'>,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const bucket = await openBucket(settings, {
    onRetry: ({ operation, message, pause }) =>
      talk.warn(`${operation}: ${message}; trying again in ${(pause / 1000).toFixed(1)} s`),
  })
  try {
    return await work({ bucket, settings, talk, signal, survey: () => surveySite(bucket, settings, talk) })
  } finally {
    bucket.close()
  }
}
