import type { StreamEvent } from '@cruddur/contract/stream'
import type { Db } from '@cruddur/storage/postgres'
import type { EventRow } from './stream.store.ts'
import { type Subject, selectSubjects } from './subjects.store.ts'

/** An event, and whom it is about, the author first: it is not for those whom a block keeps apart from any of them. */
export type Told = {
  event: StreamEvent
  people: string[]
  /** The one person whom it is for; without it, for everybody. */
  onlyFor?: string
}

/** The last of each kind and subject: events say how things are, and that is read afterwards. */
export const coalesce = (rows: EventRow[]): EventRow[] => [
  ...new Map(rows.map((row) => [subjectOf(row), row])).values(),
]

const subjectOf = ({ kind, activity_uuid, message_group_uuid, user_uuid }: EventRow) =>
  [kind, activity_uuid, message_group_uuid, user_uuid].join(' ')

/** What can be told of each, as it is now. What is not alive any more is not told of, save that it was burnt. */
export async function tell(db: Db, changes: EventRow[]): Promise<Told[]> {
  const uuids = new Set(changes.filter(({ kind }) => kind !== 'burnt').flatMap((row) => row.activity_uuid ?? []))
  const subjects = uuids.size > 0 ? await selectSubjects(db, [...uuids]) : []
  const byUuid = new Map(subjects.map((subject) => [subject.uuid, subject]))
  return changes.flatMap((change) => {
    const { kind, activity_uuid: uuid, author_uuid } = change
    if (isOfMessages(kind)) return inGroup(kind, change)
    if (!uuid) return []
    if (kind === 'burnt') return [{ event: { kind, uuid }, people: author_uuid ? [author_uuid] : [] }]
    const subject = byUuid.get(uuid)
    return subject ? [toldOf(kind, subject)] : []
  })
}

type MessageKind = Extract<EventRow['kind'], `message${string}`>
const isOfMessages = (kind: EventRow['kind']): kind is MessageKind => kind.startsWith('message')

/** What happened in a group, for one of its members. Of a group whose other member is no more nothing is told. */
const inGroup = (kind: MessageKind, { message_group_uuid, author_uuid, user_uuid: onlyFor }: EventRow): Told[] =>
  message_group_uuid && author_uuid && onlyFor
    ? [{ event: { kind, message_group_uuid }, people: [author_uuid], onlyFor }]
    : []

function toldOf(kind: Exclude<EventRow['kind'], MessageKind>, subject: Subject): Told {
  const { uuid, author_uuid, parent_author_uuid, handle, reply_to_activity_uuid, expires_at } = subject
  const { likes_count, reposts_count, replies_count } = subject
  const people = [author_uuid]
  if (kind === 'shortened') return { event: { kind, uuid, expires_at }, people }
  if (kind === 'counts') return { event: { kind, uuid, likes_count, reposts_count, replies_count }, people }
  // It names its parent, and so is about who wrote that as well.
  if (parent_author_uuid) people.push(parent_author_uuid)
  return { event: { kind: 'crud', uuid, handle, reply_to_activity_uuid }, people }
}
