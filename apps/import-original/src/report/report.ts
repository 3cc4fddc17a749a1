import type { Refusal } from '../cruds/new-crud.ts'
import type { PersonChange } from '../people/new-person.ts'
import type { OriginalCounts, OriginalCrud } from '../source/original-rows.ts'

export type PersonFate = 'taken' | 'before' | 'here' | 'deleted'
export type CrudFate = 'taken' | 'before' | 'expired'
export type CrudRefusal = Refusal | 'parent_left' | 'author_left'
export type Change = PersonChange | 'email_taken' | 'other_uuid'

export type Totals = {
  people: Record<PersonFate, number>
  cruds: Record<CrudFate, number>
  /** Uuids of cruds that were not imported, by reason. */
  refused: ReadonlyMap<CrudRefusal, readonly string[]>
  /** Handles that had to change. */
  handles: readonly { from: string | null; to: string }[]
  /** Handles of people whose profile had to change. */
  changes: ReadonlyMap<Change, readonly string[]>
  /** Cruds that had no deadline, and cruds whose deadline was more than 30 days after they were written. */
  deadlines: { none: number; too_long: number }
  /** Rows that were imported and then not found. */
  missing: { people: number; cruds: number }
}

/** Counts what became of every row. */
export function createReport() {
  const totals = {
    people: { taken: 0, before: 0, here: 0, deleted: 0 },
    cruds: { taken: 0, before: 0, expired: 0 },
    refused: new Map<CrudRefusal, string[]>(),
    handles: [] as { from: string | null; to: string }[],
    changes: new Map<Change, string[]>(),
    deadlines: { none: 0, too_long: 0 },
    missing: { people: 0, cruds: 0 },
  }
  return {
    totals: totals as Totals,
    person(fate: PersonFate): void {
      totals.people[fate]++
    },
    crud(fate: CrudFate, deadline?: OriginalCrud['deadline_was']): void {
      totals.cruds[fate]++
      if (deadline === 'none' || deadline === 'too_long') totals.deadlines[deadline]++
    },
    refused: (reason: CrudRefusal, uuid: string): void => append(totals.refused, reason, uuid),
    handle(from: string | null, to: string): void {
      totals.handles.push({ from, to })
    },
    change: (change: Change, handle: string): void => append(totals.changes, change, handle),
    missing(kind: 'people' | 'cruds', count: number): void {
      totals.missing[kind] += count
    },
    /** How many rows of the source were looked at. */
    seen: () => sum(Object.values(totals.people)) + seenCruds(totals),
  }
}

export type Report = ReturnType<typeof createReport>

function append<Key>(map: Map<Key, string[]>, key: Key, text: string): void {
  const texts = map.get(key)
  if (texts) texts.push(text)
  else map.set(key, [text])
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0)

/** How many cruds were looked at. */
export function seenCruds({ cruds, refused }: Totals): number {
  return sum(Object.values(cruds)) + sum([...refused.values()].map(({ length }) => length))
}

/** Whether every row of the source is accounted for, and everything that was imported is here. */
export function isComplete(totals: Totals, counts: OriginalCounts): boolean {
  const people = sum(Object.values(totals.people))
  const { missing } = totals
  return people === counts.people && seenCruds(totals) === counts.activities && missing.people + missing.cruds === 0
}
