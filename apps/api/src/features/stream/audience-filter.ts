import type { StreamEvent } from '@cruddur/contract/stream'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { selectDistances, selectHiddenReplies } from '../../visibility/distances.store.ts'
import { selectMutedCruds } from '../../visibility/muted-cruds.store.ts'
import { coalesce, type Delivery, readDeliveries } from './deliveries.ts'
import type { EventRow } from './stream.store.ts'

/** Who reads a stream: a person, or null for a visitor. */
export type StreamReader = { uuid: string; sub: string } | null

export type AudiencePorts = {
  db: Db
  keys: KeyRing
  /** How many unread notifications a person has. */
  countUnread: (db: Db, keys: KeyRing, sub: string) => Promise<number>
}

/**
 * Which events each of these readers gets, with the state of now: only about the living, about nobody whom a block
 * separates from the reader, and no new crud of a person whom the reader muted, or with a word that they muted. Several changes of one thing are one event.
 *
 * @returns the events of one of the readers. Readers with the same events get the same array, which is formatted once.
 */
export async function filterForAudience(
  { db, keys, countUnread }: AudiencePorts,
  rows: EventRow[],
  readers: StreamReader[],
): Promise<(reader: StreamReader) => StreamEvent[]> {
  const changes = coalesce(rows)
  const deliveries = await readDeliveries(db, changes)
  const forAll = deliveries.filter(({ onlyFor }) => !onlyFor)
  const eventsForAll = forAll.map(({ event }) => event)
  const forOne = Map.groupBy(deliveries, ({ onlyFor }) => onlyFor)
  const hiding = await hiddenFrom({ db, keys }, deliveries, readers)
  const recounting = await recountFor(db, deliveries, readers)
  const unread = await unreadOf({ db, keys, countUnread }, changes, readers)
  return (reader) => {
    const isHidden = reader && hiding.get(reader.uuid)
    const visible = isHidden ? forAll.filter((one) => !isHidden(one)).map(({ event }) => event) : eventsForAll
    if (!reader) return visible
    const recount = recounting.get(reader.uuid)
    const common = recount ? visible.map(recount) : visible
    const own = (forOne.get(reader.uuid) ?? []).filter((one) => !isHidden?.(one)).map(({ event }) => event)
    const count = unread.get(reader.uuid) ?? []
    return own.length > 0 || unread.has(reader.uuid) ? [...common, ...own].concat(count) : common
  }
}

/** For each reader who does not see all of this: whether a delivery is hidden from them. */
async function hiddenFrom(
  { db, keys }: Pick<AudiencePorts, 'db' | 'keys'>,
  deliveries: Delivery[],
  readers: StreamReader[],
) {
  const members = new Set(readers.flatMap((reader) => reader?.uuid ?? []))
  const people = new Set(deliveries.flatMap((delivery) => delivery.people))
  const found = members.size && people.size ? await selectDistances(db, [...members], [...people]) : []
  const ofReaders = Map.groupBy(found, ({ reader_uuid }) => reader_uuid)
  const cruds = deliveries.flatMap(({ event }) => (event.kind === 'crud' ? event.uuid : []))
  const mutedCruds = members.size && cruds.length ? await selectMutedCruds(db, keys, [...members], cruds) : []
  const mutedOfReaders = Map.groupBy(mutedCruds, ({ reader_uuid }) => reader_uuid)
  return new Map(
    [...new Set([...ofReaders.keys(), ...mutedOfReaders.keys()])].map((uuid) => {
      const distances = ofReaders.get(uuid) ?? []
      const words = new Set(mutedOfReaders.get(uuid)?.map(({ activity_uuid }) => activity_uuid))
      const blocked = new Set(distances.filter(({ muted }) => !muted).map(({ person_uuid }) => person_uuid))
      const muted = new Set(distances.filter(({ muted }) => muted).map(({ person_uuid }) => person_uuid))
      const isHidden = ({ event, people: [author = '', ...others] }: Delivery) =>
        [author, ...others].some((person) => blocked.has(person)) ||
        (event.kind === 'crud' && (muted.has(author) || words.has(event.uuid)))
      return [uuid, isHidden]
    }),
  )
}

/** For each reader from whom a block hides replies to these cruds: an event with the number of those that they see. */
async function recountFor(db: Db, deliveries: Delivery[], readers: StreamReader[]) {
  const members = new Set(readers.flatMap((reader) => reader?.uuid ?? []))
  const replied = deliveries.flatMap(({ event }) =>
    event.kind === 'counts' && event.replies_count > 0 ? event.uuid : [],
  )
  const found = members.size && replied.length ? await selectHiddenReplies(db, [...members], replied) : []
  const ofReaders = Map.groupBy(found, ({ reader_uuid }) => reader_uuid)
  return new Map(
    [...ofReaders].map(([uuid, rows]) => {
      const hidden = new Map(rows.map(({ activity_uuid, count }) => [activity_uuid, count]))
      // A reply may have been erased or written since the counts were read.
      const recount = (event: StreamEvent): StreamEvent =>
        event.kind === 'counts'
          ? { ...event, replies_count: Math.max(0, event.replies_count - (hidden.get(event.uuid) ?? 0)) }
          : event
      return [uuid, recount]
    }),
  )
}

async function unreadOf({ db, keys, countUnread }: AudiencePorts, changes: EventRow[], readers: StreamReader[]) {
  const members = new Map(readers.flatMap((reader) => (reader ? [[reader.uuid, reader.sub]] : [])))
  const unread = new Map<string, StreamEvent>()
  for (const { kind, user_uuid } of changes) {
    const sub = kind === 'notification' && user_uuid && members.get(user_uuid)
    if (sub) unread.set(user_uuid, { kind: 'notification', unread_count: await countUnread(db, keys, sub) })
  }
  return unread
}
