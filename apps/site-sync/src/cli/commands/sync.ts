import { applyStages, type Outcome, type Stage } from '../../apply/apply.ts'
import type { Wanted } from '../../model/change.ts'
import { Interrupted, Refusal } from '../../model/errors.ts'
import { isChanging } from '../../plan/changes.ts'
import { decideFile } from '../../plan/decide-file.ts'
import type { Site } from '../../snapshot/survey.ts'
import type { Context } from './context.ts'
import { applyPlan, runToEnd } from './finish.ts'
import { planAndShow } from './plan.ts'

/** `site-sync`: plan, show, ask, apply. With yes, files are compared and uploaded in one go. */
export async function syncCommand(context: Context): Promise<Outcome> {
  const { settings, talk, signal } = context
  const site = await context.survey()
  if (settings.yes && !settings.out) return applyAtOnce(context, site)
  const plan = await planAndShow(context, site)
  const isNeeded = plan.changes.some(isChanging)
  if (isNeeded && !settings.yes && !(await talk.ask('Apply this? Only "yes" does:', signal))) {
    throw new (signal.aborted ? Interrupted : Refusal)('not applied: nothing was changed')
  }
  // Also when there is nothing to change: an earlier run may have left an invalidation. What is done has just been shown,
  // and how long somebody thought about it is nobody's business.
  return applyPlan({ ...context, began: Date.now(), talk: { ...talk, change: () => {} } }, site, plan)
}

/** What is deleted is known by names, and checked, before anything is read; all else is decided as it is done. */
const applyAtOnce = (context: Context, site: Site): Promise<Outcome> =>
  runToEnd(context, site, (run) => {
    for (const change of site.stale) if (change.action === 'ignore') context.talk.change(change)
    return applyStages(
      run,
      stagesOf(site),
      (wanted) => decideFile(site, context.settings, wanted, true),
      site.stale.filter(({ action }) => action === 'delete'),
    )
  })

/** Assets, then entry points. What each is about is not looked up before its turn. */
function stagesOf({ wanted }: Site): Stage<Wanted>[] {
  const numbers: Record<Wanted['stage'], number[]> = { asset: [], entry: [] }
  for (const number of wanted.numbers()) numbers[wanted.numbered(number)[1].stage].push(number)
  return [numbers.asset, numbers.entry].map((some) => ({ count: some.length, items: itemsOf(some) }))

  function* itemsOf(some: number[]): Generator<Wanted> {
    for (const number of some) yield wanted.numbered(number)[1]
  }
}
