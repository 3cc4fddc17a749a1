import type { Wanted } from '../model/change.ts'
import type { Entry } from '../model/entry.ts'
import { Refusal } from '../model/errors.ts'
import { countsOf, isChanging } from '../plan/changes.ts'
import type { Changeset } from '../plan/changeset.ts'
import { type Decision, decideFile } from '../plan/decide-file.ts'
import { differences } from '../plan/differences.ts'
import { refuseMistakes } from '../plan/guards.ts'
import { makePlan, type Plan } from '../plan/make-plan.ts'
import { decideStale } from '../plan/stale.ts'
import { startReadAhead } from '../snapshot/read-ahead.ts'
import { type Snapshot, takeSnapshot } from '../snapshot/take-snapshot.ts'
import { applyStages, type Outcome, type Stage } from './apply.ts'
import type { Context } from './context.ts'
import { runToEnd } from './run-to-end.ts'

// What a run does, from top to bottom: look (walk, list, merge, refuse mistakes, read), plan, apply (assets, entry points,
// deletes, invalidation).

type Look = { snapshot: Snapshot; stale: Decision[] }
export type Planned = Plan & { snapshot: Snapshot }

/**
 * Walks the folder, lists the bucket and joins the two. Refuses what is most likely a mistake before it reads the files
 * that most likely did not change.
 */
async function look({ bucket, settings, selection, reporter }: Context): Promise<Look> {
  const readAhead = startReadAhead(settings.folder)
  try {
    const snapshot = await takeSnapshot({ bucket, settings, selection, reporter, readAhead })
    const stale = decideStale(snapshot.entries, settings, selection)
    refuseMistakes(snapshot, stale, settings)
    await readAhead.finish()
    return { snapshot, stale }
  } finally {
    readAhead.close()
  }
}

/** Reads every file and makes a plan. Changes nothing. */
export async function planDeploy(context: Context): Promise<Planned> {
  const { snapshot, stale } = await look(context)
  return { snapshot, ...(await makePlan(snapshot, stale, context)) }
}

/** Compares and uploads in one go, so that each file is read once. */
export async function deployAtOnce(context: Context): Promise<Outcome> {
  const { settings, reporter } = context
  const { snapshot, stale } = await look(context)
  const stages = [stageOf(snapshot.entries, 'asset'), stageOf(snapshot.entries, 'entry')]
  const deletes = stale.filter(({ change }) => change.action === 'delete')
  return runToEnd(context, snapshot, (run) => {
    for (const { change } of stale) if (change.action === 'ignore') reporter.change(change)
    return applyStages(run, stages, ({ entry, wanted }) => decideFile(entry, wanted, settings, true), deletes)
  })
}

/** Does what was decided when the plan was made. */
export function deployPlan(context: Context, { snapshot, decisions }: Planned): Promise<Outcome> {
  const changing = decisions.filter(({ change }) => isChanging(change))
  const deletes = changing.filter(({ change }) => change.action === 'delete')
  const writes = changing.filter(({ change }) => change.action !== 'delete')
  const assets = writes.filter(({ change }) => change.stage !== 'entry')
  const entryPoints = writes.filter(({ change }) => change.stage === 'entry')
  const stages = [assets, entryPoints].map((items) => ({ items, count: items.length }))
  return runToEnd(context, snapshot, (run) => applyStages(run, stages, (decision) => decision, deletes))
}

/**
 * Applies a plan that was made earlier, if it is still the plan that would be made now.
 *
 * @param name of the plan, for the words
 * @throws Refusal when folder, bucket or settings have changed since
 */
export async function deployChangeset(context: Context, changeset: Changeset, name: string): Promise<Outcome> {
  const planned = await planDeploy(context)
  const changed = differences(changeset, planned.changeset)
  if (changed.length > 0) {
    throw new Refusal(
      [`${name} is no longer true, and nothing was changed:`, ...changed.map((line) => `  ${line}`)].join('\n'),
    )
  }
  context.reporter.summary('Plan:', countsOf(changeset.changes))
  return deployPlan(context, planned)
}

type WantedEntry = { entry: Entry; wanted: Wanted }

function stageOf(entries: Iterable<Entry>, stage: Wanted['stage']): Stage<WantedEntry> {
  let count = 0
  for (const { wanted } of entries) if (wanted?.stage === stage) count += 1
  return { items: wantedOf(entries, stage), count }
}

function* wantedOf(entries: Iterable<Entry>, stage: Wanted['stage']): Generator<WantedEntry> {
  for (const entry of entries) {
    const { wanted } = entry
    if (wanted?.stage === stage) yield { entry, wanted }
  }
}
