import type { Invalidate } from '../../apply/run.ts'
import { invalidate } from '../../cloudfront/invalidate.ts'
import type { Talk } from '../../model/reporter.ts'
import type { Settings } from '../../model/settings.ts'
import type { Bucket } from '../../s3/bucket.ts'
import { openBucket } from '../../s3/open-bucket.ts'
import { type Site, surveySite } from '../../snapshot/survey.ts'

/** What every command works with. */
export type Context = {
  bucket: Bucket
  settings: Settings
  talk: Talk
  signal: AbortSignal
  /** When its work began, in milliseconds since 1970. */
  began: number
  /** Null without a distribution. */
  invalidate: Invalidate | null
  survey(): Promise<Site>
}

/** Opens the bucket for as long as the work takes. */
export async function inContext<T>(
  { settings, talk, signal }: Pick<Context, 'settings' | 'talk' | 'signal'>,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { distribution } = settings
  const bucket = await openBucket(settings, {
    onRetry: ({ message, pause }) => talk.warn(`${message} Trying again in ${(pause / 1000).toFixed(1)} s.`),
  })
  try {
    return await work({
      bucket,
      settings,
      talk,
      signal,
      began: Date.now(),
      invalidate: distribution ? (paths, options) => invalidate({ ...settings, distribution }, paths, options) : null,
      survey: () => surveySite(bucket, settings, talk),
    })
  } finally {
    bucket.close()
  }
}
