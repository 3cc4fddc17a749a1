import type { StreamEvent } from '@cruddur/contract/stream'
import type { Db } from '@cruddur/storage/postgres'
import { selectDistances } from '../../visibility/distances.store.ts'
import type { EventRow } from './stream.store.ts'
import { coalesce, type Told, tell } from './telling.ts'

/** Who listens: somebody with an account, or null. */
export type StreamReader = { uuid: string; sub: string } | null

export type HearingPorts = {
  db: Db
  /** How many notifications somebody has not read. */
  countUnread: (db: Db, sub: string) => Promise<number>
}

/**
 * What each of these readers may hear of what happened, as it is now: only of what lives, of nobody whom a block keeps
 * apart from them, of no new crud of whom they muted. Several changes of one thing are one event.
 *
 * @returns the events of one of the readers; for all who hear the same it is the same array
 */
export async function hearingOf(
  { db, countUnread }: HearingPorts,
  rows: EventRow[],
  readers: StreamReader[],
): Promise<(reader: StreamReader) => StreamEvent[]> {
  const changes = coalesce(rows)
  const told = await tell(db, changes)
  const forAll = told.filter(({ onlyFor }) => !onlyFor)
  const everything = forAll.map(({ event }) => event)
  const forOne = Map.groupBy(told, ({ onlyFor }) => onlyFor)
  const distant = await distancesOf(db, told, readers)
  const unread = await unreadOf({ db, countUnread }, changes, readers)
  return (reader) => {
    const apart = reader && distant.get(reader.uuid)
    const common = apart ? forAll.filter((one) => !apart(one)).map(({ event }) => event) : everything
    if (!reader) return common
    const own = (forOne.get(reader.uuid) ?? []).filter((one) => !apart?.(one)).map(({ event }) => event)
    const count = unread.get(reader.uuid) ?? []
    return own.length > 0 || unread.has(reader.uuid) ? [...common, ...own].concat(count) : common
  }
}

/** For those readers who are kept apart from anybody: whether an event is not for them. */
async function distancesOf(db: Db, told: Told[], readers: StreamReader[]) {
  const members = new Set(readers.flatMap((reader) => reader?.uuid ?? []))
  const people = new Set(told.flatMap((one) => one.people))
  const found = members.size && people.size ? await selectDistances(db, [...members], [...people]) : []
  const ofReaders = Map.groupBy(found, ({ reader_uuid }) => reader_uuid)
  return new Map(
    [...ofReaders].map(([uuid, distances]) => {
      const blocked = new Set(distances.filter(({ muted }) => !muted).map(({ person_uuid }) => person_uuid))
      const muted = new Set(distances.filter(({ muted }) => muted).map(({ person_uuid }) => person_uuid))
      const apart = ({ event, people: [author = '', ...others] }: Told) =>
        [author, ...others].some((person) => blocked.has(person)) || (event.kind === 'crud' && muted.has(author))
      return [uuid, apart]
    }),
  )
}

async function unreadOf({ db, countUnread }: HearingPorts, changes: EventRow[], readers: StreamReader[]) {
  const members = new Map(readers.flatMap((reader) => (reader ? [[reader.uuid, reader.sub]] : [])))
  const unread = new Map<string, StreamEvent>()
  for (const { kind, user_uuid } of changes) {
    const sub = kind === 'notification' && user_uuid && members.get(user_uuid)
    if (sub) unread.set(user_uuid, { kind: 'notification', unread_count: await countUnread(db, sub) })
  }
  return unread
}
