import { messageLimit } from '@cruddur/contract/activities/publishing'
import { codePoints } from '@cruddur/contract/text'
import { uuidPattern } from '@cruddur/contract/uuids'
import type { Message } from '../messages.port.ts'
import { required } from './items.ts'
import type { Item } from './table.ts'

// What the rows of the first Cruddur say: messages at `MSG#group`, and each member's groups at `GRP#member`.

/** The two people of a conversation, the lesser uuid first. */
export type Pair = { one: string; other: string }
export type Dated = { at: number; message: Omit<Message, 'created_at' | 'expires_at'> }

export function pairOf(person: string, other: string): Pair {
  return person < other ? { one: person, other } : { one: other, other: person }
}

/** Milliseconds since 1970, 0 if it is not a time. Without a time zone it is in UTC, as on the servers of the first Cruddur. */
function instantOf(item: Item): number {
  const sk = required(item, 'sk')
  return Date.parse(/T[\d:.]+$/.test(sk) ? `${sk}Z` : sk) || 0
}

/** A message of the pair, or why it is none. */
export function readMessage(item: Item, { one, other }: Pair): Dated | 'stranger' | 'unreadable' {
  const [from, text] = [required(item, 'user_uuid'), required(item, 'message')]
  const at = instantOf(item)
  const storable = text !== '' && !text.includes('\0') && codePoints(text) <= messageLimit.reply
  const uuid = required(item, 'message_uuid').toLowerCase()
  if (at <= 0 || !storable || !uuidPattern.test(uuid) || !from) return 'unreadable'
  return from === one || from === other ? { at, message: { uuid, from, text } } : 'stranger'
}

/** Whether a message was written before an instant in milliseconds. One without a time was not. */
export function isOlderThan(item: Item, instant: number): boolean {
  const at = instantOf(item)
  return at > 0 && at <= instant
}

/** Orders by instant, in whatever time zone it was written, then by the digits below milliseconds, then by uuid. */
export function byTime(one: Item, other: Item): number {
  const below = (item: Item) => /\.\d{3}(\d*)/.exec(required(item, 'sk'))?.[1] ?? ''
  const exactly = (item: Item) => `${below(item)} ${required(item, 'message_uuid')}`
  return instantOf(one) - instantOf(other) || (exactly(one) < exactly(other) ? -1 : 1)
}
