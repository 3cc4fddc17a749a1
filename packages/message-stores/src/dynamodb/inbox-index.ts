import { messageTable } from '@cruddur/storage/message-table'
import type { ListPosition } from '@cruddur/storage/page'
import { deadline, inboxKey, S } from './items.ts'
import type { Write } from './table.ts'

// Each member has an inbox: an index of their groups, ordered by the latest living message of each. A row has nothing but
// the uuid of the group.

/** Where both members' inboxes have a group: at its latest message. Null while the group has no living message. */
export type InboxPosition = ListPosition | null

/**
 * The writes that move a group in both inboxes.
 *
 * @param from where it is; undefined for a new group
 * @param expiresAt of the group, in milliseconds since 1970
 */
export function inboxWrites(
  group: { uuid: string; members: string[] },
  from: InboxPosition | undefined,
  to: InboxPosition,
  expiresAt: number,
): Write[] {
  return group.members.flatMap((member): Write[] => {
    const key = inboxKey(member, group.uuid, to)
    const put: Write = { Put: { Item: { ...key, group: S(group.uuid), ...deadline(expiresAt) } } }
    if (from === undefined || from?.uuid === to?.uuid) return [put]
    return [{ Delete: { Key: inboxKey(member, group.uuid, from) } }, put]
  })
}

/** The condition that nobody has moved a group in the inboxes since it was read, and the values that it needs. */
export function isIndexedAt(from: InboxPosition) {
  return from
    ? { condition: 'last_uuid = :from', values: { ':from': S(from.uuid) } }
    : { condition: 'attribute_not_exists(last_uuid)', values: {} }
}

/** The condition that an item does not exist or has expired, with the time in `:now`. */
export const isNew = `(attribute_not_exists(${messageTable.partitionKey}) OR gone_at <= :now)`
