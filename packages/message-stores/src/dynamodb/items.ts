import type { ListPosition } from '@cruddur/storage/page'
import type { Group, Message } from '../messages.port.ts'
import type { Item, Key } from './table.ts'

// What lies in the table (docs/decisions/008). All times sort as text; `gone_at` is the deadline in milliseconds, by which
// every read goes, and `expires_at` the same in seconds, by which DynamoDB erases.

export const S = (text: string) => ({ S: text })
export const N = (number: number) => ({ N: String(number) })

const key = (pk: string, sk: string): Key => ({ pk: S(pk), sk: S(sk) })
export const groupKey = (uuid: string) => key(`GROUP#${uuid}`, 'GROUP')
export const messageKey = (group: string, { at, uuid }: ListPosition) => key(`GROUP#${group}`, `MSG#${at}#${uuid}`)
/** Where a group stands in each member's list: by its latest message, or apart when none lives. */
export const inboxKey = (member: string, group: string, place: ListPosition | null) =>
  key(`INBOX#${member}`, place ? `${place.at}#${place.uuid}` : `-#${group}`)
export const keyKey = (person: string, idempotencyKey: string) => key(`KEY#${person}`, idempotencyKey)

export const deadline = (milliseconds: number) => ({
  gone_at: N(milliseconds),
  expires_at: N(Math.ceil(milliseconds / 1000)),
})

/** The condition of all that is read, with the time in `:now`. */
export const lives = 'gone_at > :now'
export const isAlive = (item: Item | undefined, now: number): item is Item => Number(item?.['gone_at']?.N) > now

const textIn = (item: Item, name: string): string | null => item[name]?.S ?? null
export const required = (item: Item, name: string): string => item[name]?.S ?? ''

/** Which of the two members of a group somebody is: attributes are named after it. Null for others. */
export function sideOf(item: Item, person: string): 'one' | 'other' | null {
  if (required(item, 'one') === person) return 'one'
  return required(item, 'other') === person ? 'other' : null
}
/** The message that a group stands in lists for; null when it stands apart. */
export function placeOf(item: Item): ListPosition | null {
  const [at, uuid] = [textIn(item, 'last_at'), textIn(item, 'last_uuid')]
  return at && uuid ? { at, uuid } : null
}
export const opposite = { one: 'other', other: 'one' } as const

/** A group as one of its two members stands in it; null for anybody else. */
export function groupFrom(item: Item, member: string): Group | null {
  const side = sideOf(item, member)
  return (
    side && {
      uuid: required(item, 'pk').slice('GROUP#'.length),
      member,
      person: required(item, opposite[side]),
      lifetime: Number(item['lifetime']?.N),
      last: placeOf(item),
      read_at: textIn(item, `read_${side}`),
      person_read_at: textIn(item, `read_${opposite[side]}`),
    }
  )
}

export function messageItem(group: string, { uuid, from, text, created_at, expires_at }: Message): Item {
  const times = deadline(Date.parse(expires_at))
  return { ...messageKey(group, { at: created_at, uuid }), from: S(from), text: S(text), ...times }
}

export function messageFrom(item: Item): Message {
  const [, created_at = '', uuid = ''] = required(item, 'sk').split('#')
  const expires_at = new Date(Number(item['gone_at']?.N)).toISOString()
  return { uuid, from: required(item, 'from'), text: required(item, 'text'), created_at, expires_at }
}
