import { invalidationPaths } from '../cloudfront/invalidation-paths.ts'
import { countWords } from '../model/amounts.ts'
import type { Run } from './run.ts'

/** Tells CloudFront what changed, in this run and in earlier ones that did not come so far. */
export async function invalidatePending({ settings, ledger, talk, signal, invalidate, claim }: Run): Promise<void> {
  const { distribution, originPath } = settings
  if (ledger.pending.size > 0 && invalidate) {
    // Also where nothing else is to be done: what is pending may be another run's, which is still at it.
    await claim()
    // What is not below the origin path cannot be asked for through this distribution.
    const keys = [...ledger.pending].filter((key) => key.startsWith(originPath))
    const paths = invalidationPaths(
      keys.map((key) => key.slice(originPath.length)),
      settings,
    )
    talk.note(`invalidating ${countWords(paths.length, 'path')} of ${distribution}`)
    if (paths.length > 0) await invalidate(paths, { onProgress: talk.progress, signal })
  }
  ledger.settled()
}
