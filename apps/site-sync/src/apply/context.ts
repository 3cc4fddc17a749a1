import { invalidate } from '../cloudfront/invalidate.ts'
import type { Reporter } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import { createSelection, type Selection } from '../rules/selection.ts'
import type { Bucket } from '../s3/bucket.ts'
import { openBucket } from '../s3/open-bucket.ts'
import type { Invalidate } from './run.ts'

/** What every command works with. */
export type Context = {
  bucket: Bucket
  settings: Settings
  selection: Selection
  reporter: Reporter
  signal: AbortSignal
  /** When the work began, in milliseconds since 1970. */
  beganAtMs: number
  /** Null without a distribution. */
  invalidate: Invalidate | null
}

/** Opens the bucket for as long as the work takes. */
export async function inContext<T>(
  { settings, reporter, signal }: Pick<Context, 'settings' | 'reporter' | 'signal'>,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { distribution } = settings
  const bucket = await openBucket(settings, {
    onRetry: ({ message, pauseMs }) => reporter.warn(`${message} Trying again in ${(pauseMs / 1000).toFixed(1)} s.`),
  })
  try {
    return await work({
      bucket,
      settings,
      selection: createSelection(settings),
      reporter,
      signal,
      beganAtMs: Date.now(),
      invalidate: distribution ? (paths, options) => invalidate({ ...settings, distribution }, paths, options) : null,
    })
  } finally {
    bucket.close()
  }
}
