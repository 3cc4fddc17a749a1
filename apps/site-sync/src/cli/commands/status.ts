import { countWords } from '../../model/amounts.ts'
import { lockKey } from '../../model/own-keys.ts'
import { countsOf, isChanging } from '../../plan/changes.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Context } from './context.ts'

/** `site-sync status`: how the bucket stands to the folder. Changes nothing. */
export async function statusCommand(context: Context): Promise<void> {
  const { settings, talk, signal } = context
  const site = await context.survey()
  const plan = await makePlan(site, settings, talk, signal)
  talk.note(`s3://${settings.bucket}/${settings.prefix}  ${countWords(site.stored.size, 'object')}`)
  talk.note(`${settings.folder}  ${countWords(site.wanted.size, 'file')}`)
  if (site.manifestEtag === null) talk.note('No run has written to this bucket yet, or none came to its end.')
  if (site.manifest.pending.length > 0) {
    talk.note(
      `${countWords(site.manifest.pending.length, 'path')} of CloudFront still to be invalidated, by the next run.`,
    )
  }
  const lock = await context.bucket.get(lockKey(settings.prefix))
  if (lock) talk.note(`Another run holds the lock: ${lock.body.toString()}`)
  talk.summary(plan.changes.some(isChanging) ? 'To do:' : 'In sync:', countsOf(plan.changes))
}
