import { AppError } from '@cruddur/contract/app-error'
import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { DirectMessage, MessageGroup } from '@cruddur/contract/messages'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { Caller } from '../../http/caller.ts'
import { selectPersonByHandle } from '../../people/people.store.ts'
import { requireNotSuspended } from '../../people/require-not-suspended.ts'
import { deleteMessageNote, insertMessageNote } from '../../push/push-notes.store.ts'
import { type MessagePorts, memberOf, membershipIn } from './membership.ts'
import { shownGroup, shownMessage } from './shown.ts'

type Sent = { message: string; ttl?: Lifetime | undefined; key: IdempotencyKey | undefined }

const secondsOf = (ttl: Lifetime | undefined) => ttl && lifetimeSeconds[ttl]

/** Writes to a person. One code for everybody who cannot be written to, so that it does not reveal a block. */
export async function writeToPerson(
  { db, messages }: MessagePorts,
  caller: Caller,
  { handle, message, ttl, key }: Sent & { handle: string },
): Promise<{ message_group_uuid: string }> {
  const me = await memberOf(db, caller)
  await requireNotSuspended(db, caller)
  const person = await selectPersonByHandle(db, handle, caller.sub)
  const isOther = person && person.uuid !== me.uuid
  const sent =
    isOther && (await messages.send({ from: me.uuid, to: person.uuid, text: message, lifetime: secondsOf(ttl), key }))
  if (!sent) throw new AppError('user_reciever_handle_blank')
  const group = groupUuidOf(me.uuid, person.uuid)
  await insertMessageNote(db, { to: person.uuid, group, expiresAt: sent.expires_at })
  return { message_group_uuid: group }
}

export async function writeToGroup(
  ports: MessagePorts,
  caller: Caller,
  { message_group_uuid, message, ttl, key }: Sent & { message_group_uuid: string },
): Promise<DirectMessage> {
  const membership = await membershipIn(ports, caller, message_group_uuid)
  await requireNotSuspended(ports.db, caller)
  const { group, me, person } = membership
  const lifetime = secondsOf(ttl)
  const sent = await ports.messages.send({ from: me.uuid, to: person.uuid, text: message, lifetime, key }, group)
  if (!sent) throw new AppError('message_group_not_found')
  await insertMessageNote(ports.db, { to: person.uuid, group: group.uuid, expiresAt: sent.expires_at })
  return shownMessage(membership, sent)
}

/** An instant that both stores can write: neither has any message from before 1970. */
function storableInstant(created_at: string): string {
  return new Date(Math.max(Date.parse(created_at), 0)).toISOString()
}

export async function readMessages(
  ports: MessagePorts,
  caller: Caller,
  { message_group_uuid, created_at }: { message_group_uuid: string; created_at?: string | undefined },
): Promise<MessageGroup> {
  const membership = await membershipIn(ports, caller, message_group_uuid)
  await ports.messages.markRead(membership.group, created_at && storableInstant(created_at))
  await deleteMessageNote(ports.db, membership.me.uuid, message_group_uuid)
  return showMessageGroup(ports, caller, message_group_uuid)
}

export async function shortenMessages(
  ports: MessagePorts,
  caller: Caller,
  { message_group_uuid, ttl }: { message_group_uuid: string; ttl: Lifetime },
): Promise<MessageGroup> {
  const { group } = await membershipIn(ports, caller, message_group_uuid)
  if (!(await ports.messages.shorten(group, lifetimeSeconds[ttl]))) throw new AppError('ttl_not_shorter')
  return showMessageGroup(ports, caller, message_group_uuid)
}

export async function showMessageGroup(ports: MessagePorts, caller: Caller, uuid: string): Promise<MessageGroup> {
  const membership = await membershipIn(ports, caller, uuid)
  return shownGroup(membership, await ports.messages.countUnread(membership.group))
}

/** @throws AppError `message_group_not_found`, also if the handle is nobody's; `generic_401` */
export async function findMessageGroup(ports: MessagePorts, caller: Caller, handle: string): Promise<MessageGroup> {
  const me = await memberOf(ports.db, caller)
  const person = await selectPersonByHandle(ports.db, handle, caller.sub)
  if (!person || person.uuid === me.uuid) throw new AppError('message_group_not_found')
  return showMessageGroup(ports, caller, groupUuidOf(me.uuid, person.uuid))
}

export async function burnMessage(
  ports: MessagePorts,
  caller: Caller,
  { message_group_uuid, message_uuid }: { message_group_uuid: string; message_uuid: string },
): Promise<{ uuid: string }> {
  const { group } = await membershipIn(ports, caller, message_group_uuid)
  if (!(await ports.messages.burn(group, message_uuid))) throw new AppError('message_not_found')
  return { uuid: message_uuid }
}
