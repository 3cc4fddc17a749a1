import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Group, GroupInList } from '../messages.port.ts'
import { inboxWrites, isIndexedAt } from './inbox-index.ts'
import {
  groupFrom,
  groupKey,
  inboxKey,
  inboxPositionOf,
  isAlive,
  listedFrom,
  lives,
  messageKey,
  N,
  opposite,
  required,
  S,
  sideOf,
} from './items.ts'
import { countUnread, latestIn } from './read.ts'
import type { Item, Table } from './table.ts'

type Store = { table: Table; keys: KeyRing }

/** How often a page is read while other people keep sending in its groups. After that, a group may be missing from it. */
const maxReadingsWhileOthersSend = 5
/** How often a page is read in all. Each reading repairs the index of at least one expired message. */
const maxReadings = 200
const without = (some: Row[], rows: Row[]) => rows.filter((row) => !some.includes(row))

/** A row of the inbox, with the group and the message that it refers to. */
type Row = { position: ListPosition; group: Item | undefined; message: Item | undefined }

/**
 * A page of a member's groups. When the latest message of a group has expired, the inboxes have the group at the wrong
 * position. It is then moved in both inboxes, and the page is read again. This happens once for each expired message, when
 * the first of the two members looks. Rows whose group is gone are skipped, so only the last page is short.
 */
export async function listGroups(store: Store, member: string, page: Page, now: number): Promise<GroupInList[]> {
  const { table } = store
  for (let tries = 0; ; tries++) {
    const rows = await readRows(table, member, page, now)
    // The position of a row and that of its group differ if somebody sent in the group between the two reads.
    const consistent = rows.filter(({ position, group }) => group && inboxPositionOf(group)?.uuid === position.uuid)
    const stale = consistent.filter(({ message }) => !isAlive(message, now))
    await Promise.all(stale.map(({ group }) => group && reindex(table, group, now)))
    const moving = rows.some((row) => row.group && !consistent.includes(row))
    const settled = stale.length === 0 && (!moving || tries >= maxReadingsWhileOthersSend)
    if (!settled && tries < maxReadings) continue
    const found = await inList(store, without(stale, consistent), member, now)
    const [left, last] = [page.limit - found.length, rows.at(-1)]
    if (!last || left === 0 || rows.length < page.limit) return found
    return [...found, ...(await listGroups(store, member, { limit: left, after: last.position }, now))]
  }
}

async function readRows(table: Table, member: string, { limit, after }: Page, now: number): Promise<Row[]> {
  const found = await table.query(
    {
      KeyConditionExpression: 'pk = :pk AND sk > :first',
      FilterExpression: lives,
      ExpressionAttributeValues: { ':pk': S(`INBOX#${member}`), ':first': S('0'), ':now': N(now) },
      ScanIndexForward: false,
      ...(after && { ExclusiveStartKey: inboxKey(member, '', after) }),
    },
    limit,
  )
  const references = found.map((item) => {
    const [at = '', uuid = ''] = required(item, 'sk').split('#')
    const group = required(item, 'group')
    return { position: { at, uuid }, group: groupKey(group), message: messageKey(group, { at, uuid }) }
  })
  // A query is no transaction: a group that is being moved can be seen at both positions. DynamoDB refuses a key twice.
  const keys = new Map(references.flatMap(({ group, message }) => [group, message]).map((key) => [nameOf(key), key]))
  const items = await table.getAll([...keys.values()])
  const byKey = new Map(items.map((item) => [nameOf(item), item]))
  return references.map(({ position, group, message }) => {
    const item = byKey.get(nameOf(group))
    return { position, group: isAlive(item, now) ? item : undefined, message: byKey.get(nameOf(message)) }
  })
}

const nameOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`

/** Moves a group in both inboxes to its latest living message, unless somebody else has just done so. */
async function reindex(table: Table, item: Item, now: number): Promise<void> {
  const uuid = required(item, 'pk').slice('GROUP#'.length)
  const from = inboxPositionOf(item)
  const position = await latestIn(table, uuid, now)
  const { condition, values } = isIndexedAt(from)
  await table.transact([
    {
      Update: {
        Key: groupKey(uuid),
        UpdateExpression: position ? 'SET last_at = :at, last_uuid = :uuid' : 'REMOVE last_at, last_uuid',
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...values, ...(position && { ':at': S(position.at), ':uuid': S(position.uuid) }) },
      },
    },
    ...inboxWrites(
      { uuid, members: [required(item, 'one'), required(item, 'other')] },
      from,
      position,
      Number(item['gone_at']?.N),
    ),
  ])
}

const inList = async ({ table, keys }: Store, rows: Row[], member: string, now: number): Promise<GroupInList[]> =>
  (
    await Promise.all(
      rows.map(async ({ group: item, message }) => {
        const group = item && groupFrom(item, member)
        if (!group || !message) return []
        const unread = mayHaveUnread(item, group) ? await countUnread(table, group, now) : 0
        return [{ group, message: listedFrom(keys, message), unread }]
      }),
    )
  ).flat()

/** Whether the person has sent anything since the member last read. If not, nothing needs to be counted. */
function mayHaveUnread(item: Item, { member, read_at }: Group): boolean {
  const side = sideOf(item, member)
  const sent = side && item[`sent_${opposite[side]}`]?.S
  return Boolean(sent && (!read_at || sent > read_at))
}
