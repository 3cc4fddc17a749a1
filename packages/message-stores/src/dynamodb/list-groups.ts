import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Group, GroupInList } from '../messages.port.ts'
import { filing, stands } from './inbox-index.ts'
import {
  groupFrom,
  groupKey,
  inboxKey,
  isAlive,
  lives,
  messageFrom,
  messageKey,
  N,
  opposite,
  placeOf,
  required,
  S,
  sideOf,
} from './items.ts'
import { countUnread, latestIn } from './read.ts'
import type { Item, Table } from './table.ts'

/** Readings of a page before what is settled of it has to do: while others keep sending, and in all. */
const patience = { others: 5, all: 200 }
const without = (some: Row[], rows: Row[]) => rows.filter((row) => !some.includes(row))

/** A row of a list with what it leads to. */
type Row = { place: ListPosition; group: Item | undefined; message: Item | undefined }

/**
 * A page of somebody's groups. A group whose latest message has had its time, while an older one has not, stands in the
 * wrong place: it is put into the right one, further down or apart, and the page is read again. That happens once for each
 * such message, whoever of the two looks first. Rows that lead nowhere are passed over: a page is short only when it is the
 * last.
 */
export async function listGroups(table: Table, member: string, page: Page, now: number): Promise<GroupInList[]> {
  for (let tries = 0; ; tries++) {
    const rows = await readRows(table, member, page, now)
    // A row whose group stands elsewhere by now was read while somebody sent in it.
    const placed = rows.filter(({ place, group }) => group && placeOf(group)?.uuid === place.uuid)
    const misplaced = placed.filter(({ message }) => !isAlive(message, now))
    await Promise.all(misplaced.map(({ group }) => group && refile(table, group, now)))
    const moving = rows.some((row) => row.group && !placed.includes(row))
    const settled = misplaced.length === 0 && (!moving || tries >= patience.others)
    if (!settled && tries < patience.all) continue
    const found = await inList(table, without(misplaced, placed), member, now)
    const [left, last] = [page.limit - found.length, rows.at(-1)]
    if (!last || left === 0 || rows.length < page.limit) return found
    return [...found, ...(await listGroups(table, member, { limit: left, after: last.place }, now))]
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
  const places = found.map((item) => {
    const [at = '', uuid = ''] = required(item, 'sk').split('#')
    const group = required(item, 'group')
    return { place: { at, uuid }, group: groupKey(group), message: messageKey(group, { at, uuid }) }
  })
  // A group that is just being moved can be seen in both places, for a query is no transaction; nothing may be asked for twice.
  const keys = new Map(places.flatMap(({ group, message }) => [group, message]).map((key) => [nameOf(key), key]))
  const items = await table.getAll([...keys.values()])
  const byKey = new Map(items.map((item) => [nameOf(item), item]))
  return places.map(({ place, group, message }) => {
    const item = byKey.get(nameOf(group))
    return { place, group: isAlive(item, now) ? item : undefined, message: byKey.get(nameOf(message)) }
  })
}

const nameOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`

/** Puts a group where its latest message that lives says, in both lists, unless somebody else just did. */
async function refile(table: Table, item: Item, now: number): Promise<void> {
  const uuid = required(item, 'pk').slice('GROUP#'.length)
  const from = placeOf(item)
  const latest = await latestIn(table, uuid, now)
  const place = latest && { at: latest.created_at, uuid: latest.uuid }
  const { condition, values } = stands(from)
  await table.transact([
    {
      Update: {
        Key: groupKey(uuid),
        UpdateExpression: place ? 'SET last_at = :at, last_uuid = :uuid' : 'REMOVE last_at, last_uuid',
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...values, ...(place && { ':at': S(place.at), ':uuid': S(place.uuid) }) },
      },
    },
    ...filing(
      { uuid, members: [required(item, 'one'), required(item, 'other')] },
      from,
      place,
      Number(item['gone_at']?.N),
    ),
  ])
}

const inList = async (table: Table, rows: Row[], member: string, now: number): Promise<GroupInList[]> =>
  (
    await Promise.all(
      rows.map(async ({ group: item, message }) => {
        const group = item && groupFrom(item, member)
        if (!group || !message) return []
        const unread = mayHaveUnread(item, group) ? await countUnread(table, group, now) : 0
        return [{ group, message: messageFrom(message), unread }]
      }),
    )
  ).flat()

/** Whether the person has sent anything since the member last read. Mostly they have not, and nothing has to be counted. */
function mayHaveUnread(item: Item, { member, read_at }: Group): boolean {
  const side = sideOf(item, member)
  const sent = side && item[`sent_${opposite[side]}`]?.S
  return Boolean(sent && (!read_at || sent > read_at))
}
