import type { Context } from '../../apply/context.ts'
import { planDeploy } from '../../apply/deploy.ts'
import { countWords } from '../../model/amounts.ts'
import { lockKey } from '../../model/own-keys.ts'
import { countsOf, isChanging } from '../../plan/changes.ts'

/** `site-sync status`: says how bucket and folder differ, and whether a run is going on. Changes nothing. */
export async function statusCommand(context: Context): Promise<void> {
  const { settings, reporter, bucket } = context
  const { snapshot, changeset } = await planDeploy(context)
  reporter.note(`s3://${settings.bucket}/${settings.prefix}  ${countWords(snapshot.storedCount, 'object')}`)
  reporter.note(`${settings.folder}  ${countWords(snapshot.wantedCount, 'file')}`)
  if (snapshot.manifestEtag === null) reporter.note('No run has written to this bucket yet, or none came to its end.')
  if (snapshot.pending.length > 0) {
    reporter.note(
      `${countWords(snapshot.pending.length, 'path')} of CloudFront still to be invalidated, by the next run.`,
    )
  }
  const lock = await bucket.get(lockKey(settings.prefix))
  if (lock) reporter.note(`Another run holds the lock: ${lock.body.toString()}`)
  reporter.summary(changeset.changes.some(isChanging) ? 'To do:' : 'In sync:', countsOf(changeset.changes))
}
