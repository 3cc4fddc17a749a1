import type { Site } from '../apply/survey.ts'
import type { Bucket } from '../bucket/bucket.ts'
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
