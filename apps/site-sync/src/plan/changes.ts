import type { Change } from '../model/change.ts'

const changing = new Set(['create', 'update', 'headers', 'delete'])

export const isChanging = ({ action }: Change): boolean => changing.has(action)

/** How many there are of each action. */
export function countsOf(changes: Change[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { action } of changes) counts[action] = (counts[action] ?? 0) + 1
  return counts
}
