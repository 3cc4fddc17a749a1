import { invalidationPaths } from '../cloudfront/invalidation-paths.ts'
import { countWords } from '../model/amounts.ts'
import type { Run } from './run.ts'

/** Has CloudFront forget what changed, in this run and in earlier runs that did not get so far. */
export async function invalidatePending(run: Run): Promise<void> {
  const { settings, journal, reporter, signal, invalidate } = run
  const { distribution, originPath } = settings
  if (journal.pending.size > 0 && invalidate) {
    // Also when there is nothing else to do: the pending keys may be those of another run that is still going on.
    await run.claim()
    // This distribution has no path for a key outside its origin path.
    const keys = [...journal.pending].filter((key) => key.startsWith(originPath))
    const paths = invalidationPaths(
      keys.map((key) => key.slice(originPath.length)),
      settings,
    )
    reporter.note(`invalidating ${countWords(paths.length, 'path')} of ${distribution}`)
    if (paths.length > 0) await invalidate(paths, { onProgress: reporter.progress, signal })
  }
  journal.settled()
}
