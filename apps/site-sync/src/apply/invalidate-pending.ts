import { invalidate } from '../cloudfront/invalidate.ts'
import { invalidationPaths } from '../cloudfront/invalidation-paths.ts'
import { countWords } from '../talk/amounts.ts'
import type { Run } from './run.ts'

/** Tells CloudFront what changed, in this run and in earlier ones that did not come so far. */
export async function invalidatePending({ settings, ledger, talk, signal }: Run): Promise<void> {
  const { distribution, prefix } = settings
  if (ledger.pending.size > 0 && distribution) {
    const keys = [...ledger.pending].map((key) => key.slice(prefix.length))
    const paths = invalidationPaths(keys, settings)
    talk.note(`invalidating ${countWords(paths.length, 'path')} of ${distribution}`)
    await invalidate({ ...settings, distribution }, paths, { onProgress: talk.progress, signal })
  }
  ledger.settled()
}
