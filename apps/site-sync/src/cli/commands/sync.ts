import type { Outcome } from '../../apply/apply.ts'
import type { Context } from '../../apply/context.ts'
import { deployAtOnce, deployPlan } from '../../apply/deploy.ts'
import { Interrupted, Refusal } from '../../model/errors.ts'
import { isChanging } from '../../plan/changes.ts'
import { planAndShow } from './plan.ts'

/** `site-sync`: plans, shows, asks, applies. With `yes` it compares and uploads in one go. */
export async function syncCommand(context: Context): Promise<Outcome> {
  const { settings, reporter, signal } = context
  if (settings.yes && !settings.out) return deployAtOnce(context)
  const planned = await planAndShow(context)
  const isNeeded = planned.changeset.changes.some(isChanging)
  if (isNeeded && !settings.yes && !(await reporter.ask('Apply this? Only "yes" does:', signal))) {
    throw new (signal.aborted ? Interrupted : Refusal)('not applied: nothing was changed')
  }
  // Also without a change: an earlier run may have left an invalidation. The changes have just been shown, and the time
  // that somebody took to answer is not part of the run.
  return deployPlan({ ...context, beganAtMs: Date.now(), reporter: { ...reporter, change: () => {} } }, planned)
}
