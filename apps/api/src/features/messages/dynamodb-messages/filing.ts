import { messageTable } from '@cruddur/storage/message-table'
import type { Position } from '../../../page.ts'
import { deadline, inboxKey, S } from './items.ts'
import type { Item, Write } from './table.ts'

/** The place of a group in both members' lists, and the message that it stands there for. */
export type Place = Position | null

const notThere = `attribute_not_exists(${messageTable.partitionKey})`

/**
 * Moves a group in the lists of both members. Rows say nothing but where to look.
 *
 * @param from when it stood there for; undefined for a group that is new
 * @param gone when the group is forgotten, in milliseconds
 */
export function filing(
  group: { uuid: string; members: string[] },
  from: string | null | undefined,
  to: Place,
  gone: number,
): Write[] {
  return group.members.flatMap((member): Write[] => {
    const row: Item = { ...inboxKey(member, group.uuid, to?.at ?? null), ...deadline(gone) }
    const put: Write = { Put: { Item: to ? { ...row, message_uuid: S(to.uuid) } : row } }
    if (from === undefined || from === (to?.at ?? null)) return [put]
    return [{ Delete: { Key: inboxKey(member, group.uuid, from) } }, put]
  })
}

/** The condition that a group stands where it was found, with the place in `:from`. */
export const stands = (from: string | null) => (from === null ? 'attribute_not_exists(last_at)' : 'last_at = :from')
export const isNew = `(${notThere} OR gone_at <= :now)`
