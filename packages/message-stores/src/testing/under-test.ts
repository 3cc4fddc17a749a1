import { randomUUID } from 'node:crypto'
import type { MessageSource } from '../archive/message-source.port.ts'
import type { MessageTarget } from '../archive/message-target.port.ts'
import { groupUuidOf } from '../group-uuid.ts'
import type { Group, GroupInList, Message, Messages } from '../messages.port.ts'

export type Store = {
  messages: Messages
  archive: MessageSource & MessageTarget
  /** A new person. Returns their uuid. */
  person(): Promise<string>
}

export type MessagesUnderTest = Store & {
  /** Runs with a store whose clock is stopped at `now`, in milliseconds since 1970. */
  frozen(run: (store: Store & { now: number }) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Milliseconds. */
export const month = 30 * 86_400_000
export const all = { limit: 1000, after: undefined }

export const textsOf = (messages: Message[]) => messages.map(({ text }) => text)
export const shownIn = (groups: GroupInList[]) => groups.map(({ message, unread }) => [message.text, unread])
export const instant = (at: number) => new Date(at).toISOString()

/** Two new people. */
export const strangers = async (store: Store) => [await store.person(), await store.person()] as const

export const say = ({ messages }: Store, from: string, to: string, text: string, key?: string, fingerprint = 'f') =>
  messages.send({ from, to, text, key: key ? { key, fingerprint } : undefined })

export const groupOf = async ({ messages }: Store, member: string, person: string) =>
  (await messages.findGroup(groupUuidOf(member, person), member)) as Group

/** The texts of two people's messages, oldest first. */
export const read = async (store: Store, member: string, person: string) =>
  textsOf(await store.messages.listMessages(await groupOf(store, member, person), all)).reverse()

export const compare = (one: string[], other: string[]) => (one.join() < other.join() ? -1 : 1)

export const messageAt = (at: number, from: string, text: string, gone = at + month): Message => ({
  uuid: randomUUID(),
  from,
  text,
  created_at: instant(at),
  expires_at: instant(gone),
})

/** Puts messages of any time into a group. Sending makes messages of the present only. */
export async function restore(
  store: Store,
  a: string,
  b: string,
  messages: Message[],
  group: object = {},
): Promise<void> {
  const [one = '', other = ''] = [a, b].sort()
  const expires_at = instant(Math.max(...messages.map(({ created_at }) => Date.parse(created_at))) + month)
  const standard = {
    uuid: groupUuidOf(a, b),
    one,
    other,
    lifetime: month / 1000,
    one_read_at: null,
    other_read_at: null,
  }
  const oldestFirst = messages.toSorted((x, y) => compare([x.created_at, x.uuid], [y.created_at, y.uuid]))
  await store.archive.restore({ group: { ...standard, expires_at, ...group }, messages: oldestFirst })
}
