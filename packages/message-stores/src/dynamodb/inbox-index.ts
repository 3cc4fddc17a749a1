import { messageTable } from '@cruddur/storage/message-table'
import type { ListPosition } from '@cruddur/storage/page'
import { deadline, inboxKey, S } from './items.ts'
import type { Write } from './table.ts'

/** The message that a group stands for in both members' lists; null when it stands apart. */
export type Place = ListPosition | null

/**
 * Moves a group in the lists of both members. Rows say nothing but where to look.
 *
 * @param from where it stood; undefined for a group that is new
 * @param gone when the group is forgotten, in milliseconds
 */
export function filing(
  group: { uuid: string; members: string[] },
  from: Place | undefined,
  to: Place,
  gone: number,
): Write[] {
  return group.members.flatMap((member): Write[] => {
    const key = inboxKey(member, group.uuid, to)
    const put: Write = { Put: { Item: { ...key, group: S(group.uuid), ...deadline(gone) } } }
    if (from === undefined || from?.uuid === to?.uuid) return [put]
    return [{ Delete: { Key: inboxKey(member, group.uuid, from) } }, put]
  })
}

/** The condition that a group stands where it was found, and the values that it needs. */
export const stands = (from: Place) =>
  from
    ? { condition: 'last_uuid = :from', values: { ':from': S(from.uuid) } }
    : { condition: 'attribute_not_exists(last_uuid)', values: {} }

export const isNew = `(attribute_not_exists(${messageTable.partitionKey}) OR gone_at <= :now)`
