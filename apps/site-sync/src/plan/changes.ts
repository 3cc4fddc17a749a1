import type { Action, Change } from '../model/change.ts'

const changingActions: ReadonlySet<Action> = new Set(['create', 'update', 'headers', 'delete'])

/** Whether a change changes the bucket. */
export function isChanging({ action }: Change): boolean {
  return changingActions.has(action)
}

/** How many changes there are of each action. */
export function countsOf(changes: Change[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { action } of changes) counts[action] = (counts[action] ?? 0) + 1
  return counts
}
