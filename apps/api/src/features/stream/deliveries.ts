import type { StreamEvent } from '@cruddur/contract/stream'
import type { Db } from '@cruddur/storage/postgres'
import { oneMinuteAuthor } from '../../visibility/one-minute-author.ts'
import type { EventRow } from './stream.store.ts'
import { type Subject, selectSubjects } from './subjects.store.ts'

/** An event to send. A reader whom a block separates from any of `people`, its author first, does not get it. */
export type Delivery = {
  event: StreamEvent
  people: string[]
  /** The one person who gets it. Without it everybody does. */
  onlyFor?: string
}

/** The last row of each kind and subject. Events carry the state of now, which is read later. */
export function coalesce(rows: EventRow[]): EventRow[] {
  return [...new Map(rows.map((row) => [subjectOf(row), row])).values()]
}

const subjectOf = ({ kind, activity_uuid, message_group_uuid, message_uuid, user_uuid }: EventRow) =>
  [kind, activity_uuid, message_group_uuid, message_uuid, user_uuid].join(' ')

/** The events of the rows, with the state of now. Of an expired or burnt crud there is only `burnt`. */
export async function readDeliveries(db: Db, rows: EventRow[]): Promise<Delivery[]> {
  const uuids = new Set(rows.filter(({ kind }) => kind !== 'burnt').flatMap((row) => row.activity_uuid ?? []))
  const subjects = uuids.size > 0 ? await selectSubjects(db, [...uuids]) : []
  const byUuid = new Map(subjects.map((subject) => [subject.uuid, subject]))
  return rows.flatMap((row) => {
    const { kind, activity_uuid: uuid, author_uuid } = row
    if (isOfMessages(kind)) return ofGroup(kind, row)
    if (!uuid) return []
    if (kind === 'burnt') return [{ event: { kind, uuid }, people: author_uuid ? [author_uuid] : [] }]
    const subject = byUuid.get(uuid)
    return subject ? ofCrud(kind, subject) : []
  })
}

type MessageKind = Extract<EventRow['kind'], `message${string}`>
const isOfMessages = (kind: EventRow['kind']): kind is MessageKind => kind.startsWith('message')

/** An event in a group, for one of its members. None when the other member's account is deleted. */
function ofGroup(kind: MessageKind, row: EventRow): Delivery[] {
  const { message_group_uuid, message_uuid, author_uuid, user_uuid: onlyFor } = row
  if (!message_group_uuid || !author_uuid || !onlyFor) return []
  const delivered = (event: StreamEvent) => [{ event, people: [author_uuid], onlyFor }]
  if (kind !== 'message_burnt') return delivered({ kind, message_group_uuid })
  return message_uuid ? delivered({ kind, message_group_uuid, message_uuid }) : []
}

function ofCrud(kind: Exclude<EventRow['kind'], MessageKind>, subject: Subject): Delivery[] {
  const { uuid, author_uuid, parent_author_uuid, handle, reply_to_activity_uuid, expires_at } = subject
  const { likes_count, reposts_count, replies_count } = subject
  const people = [author_uuid]
  if (kind === 'shortened') return [{ event: { kind, uuid, expires_at }, people }]
  if (kind === 'counts') return [{ event: { kind, uuid, likes_count, reposts_count, replies_count }, people }]
  // Nobody's list shows it.
  if (author_uuid === oneMinuteAuthor) return []
  // The event names the parent, and so concerns the parent's author as well.
  if (parent_author_uuid) people.push(parent_author_uuid)
  return [{ event: { kind: 'crud', uuid, handle, reply_to_activity_uuid }, people }]
}
