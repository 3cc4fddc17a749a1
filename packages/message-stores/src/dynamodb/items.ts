import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { ListPosition } from '@cruddur/storage/page'
import type { Group, Message } from '../messages.port.ts'
import { openListed, openMessage, type StoredMessage } from '../sealed-messages.ts'
import type { Item, Key } from './table.ts'

// The items of the table (docs/decisions/008). Times are text that sorts in their order. `gone_at` is the deadline in
// milliseconds, which every read checks. `expires_at` is the same in seconds, after which DynamoDB erases the item.

export const S = (text: string) => ({ S: text })
export const N = (number: number) => ({ N: String(number) })

const key = (pk: string, sk: string): Key => ({ pk: S(pk), sk: S(sk) })
export const groupKey = (uuid: string) => key(`GROUP#${uuid}`, 'GROUP')
export const messageKey = (group: string, { at, uuid }: ListPosition) => key(`GROUP#${group}`, `MSG#${at}#${uuid}`)
/** The row of a group in a member's inbox. A group without a living message sorts before all others. */
export const inboxKey = (member: string, group: string, position: ListPosition | null) =>
  key(`INBOX#${member}`, position ? `${position.at}#${position.uuid}` : `-#${group}`)
export const idempotencyItemKey = (person: string, idempotencyKey: string) => key(`KEY#${person}`, idempotencyKey)

export const deadline = (milliseconds: number) => ({
  gone_at: N(milliseconds),
  expires_at: N(Math.ceil(milliseconds / 1000)),
})

/** The condition that an item has not expired, with the time in `:now`. */
export const lives = 'gone_at > :now'
export const isAlive = (item: Item | undefined, now: number): item is Item => Number(item?.['gone_at']?.N) > now

const textIn = (item: Item, name: string): string | null => item[name]?.S ?? null
export const required = (item: Item, name: string): string => item[name]?.S ?? ''

/** Which of the two members of a group a person is. Attributes are named after it. Null if they are not a member. */
export function sideOf(item: Item, person: string): 'one' | 'other' | null {
  if (required(item, 'one') === person) return 'one'
  return required(item, 'other') === person ? 'other' : null
}
/** Where both inboxes have a group: at its latest message. Null while it has no living message. */
export function inboxPositionOf(item: Item): ListPosition | null {
  const [at, uuid] = [textIn(item, 'last_at'), textIn(item, 'last_uuid')]
  return at && uuid ? { at, uuid } : null
}
/** When the latest message of a group was sent. The inbox position alone does not tell once that message is gone. */
function latestTimeIn(item: Item): string | null {
  const times = ['last_at', 'sent_one', 'sent_other'].flatMap((name) => textIn(item, name) ?? [])
  return times.sort().at(-1) ?? null
}
export const opposite = { one: 'other', other: 'one' } as const

/** A group as one of its members sees it. Null if the person is not a member. */
export function groupFrom(item: Item, member: string): Group | null {
  const side = sideOf(item, member)
  return (
    side && {
      uuid: required(item, 'pk').slice('GROUP#'.length),
      member,
      person: required(item, opposite[side]),
      lifetime: Number(item['lifetime']?.N),
      last: inboxPositionOf(item),
      latest_at: latestTimeIn(item),
      read_at: textIn(item, `read_${side}`),
      person_read_at: textIn(item, `read_${opposite[side]}`),
    }
  )
}

/** @param sealed the words of the message */
export function messageItem(
  group: string,
  { uuid, from, created_at, expires_at }: Omit<Message, 'text'>,
  sealed: Uint8Array,
): Item {
  const times = deadline(Date.parse(expires_at))
  return { ...messageKey(group, { at: created_at, uuid }), from: S(from), sealed: { B: sealed }, ...times }
}

/** Where a message is in its group. */
export function positionIn(item: Item): ListPosition {
  const [, at = '', uuid = ''] = required(item, 'sk').split('#')
  return { at, uuid }
}

/** The message, or nothing where its words can't be opened. */
export function messageFrom(keys: KeyRing, item: Item): Message[] {
  return openMessage(keys, storedFrom(item))
}

/** The message in a list, hidden where its words can't be opened. */
export function listedFrom(keys: KeyRing, item: Item): Message {
  return openListed(keys, storedFrom(item))
}

/** Items of before words were sealed have a text. */
function storedFrom(item: Item): StoredMessage {
  const { at: created_at, uuid } = positionIn(item)
  const expires_at = new Date(Number(item['gone_at']?.N)).toISOString()
  const words = { sealed: item['sealed']?.B ?? null, plain: textIn(item, 'text') }
  return { uuid, from: required(item, 'from'), created_at, expires_at, ...words }
}
