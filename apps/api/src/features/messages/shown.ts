import { type Lifetime, lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'
import type { DirectMessage, MessageGroup, MessageGroupItem } from '@cruddur/contract/messages'
import type { UserShort } from '@cruddur/contract/users'
import type { GroupInList, Message } from '@cruddur/message-stores/messages.port'
import type { Membership } from './membership.ts'

// From what the stores return to what the contract says: names are added.

/** Only the contract's lifetimes are ever stored. */
function nameOf(seconds: number): Lifetime {
  return lifetimes.find((name) => lifetimeSeconds[name] === seconds) ?? '30-days'
}

type Head = Pick<Membership, 'group' | 'person'>

export const shownGroup = ({ group, person }: Head, unread: number): MessageGroup => ({
  uuid: group.uuid,
  handle: person.handle,
  display_name: person.display_name,
  face: person.face,
  unread_count: unread,
  lifetime: nameOf(group.lifetime),
})

export function shownInList({ group, message, unread }: GroupInList, person: UserShort): MessageGroupItem {
  const { text, created_at, expires_at } = message
  return { ...shownGroup({ group, person }, unread), message: text, created_at, expires_at }
}

/** With its place in a list. What is hidden counts there, and is not sent. */
export function listedMessage(membership: Membership, message: Message) {
  return { ...shownMessage(membership, message), at: message.created_at, ...hiddenAs(message) }
}

export const hiddenAs = ({ hidden }: Message) => (hidden ? { hidden } : {})

export function shownMessage({ group, me, person }: Membership, message: Message): DirectMessage {
  const [sender, readUpTo] = message.from === me.uuid ? [me, group.person_read_at] : [person, group.read_at]
  return {
    uuid: message.uuid,
    handle: sender.handle,
    display_name: sender.display_name,
    face: sender.face,
    message: message.text,
    created_at: message.created_at,
    expires_at: message.expires_at,
    read: readUpTo !== null && message.created_at <= readUpTo,
  }
}
