import { AppError } from '@cruddur/contract/app-error'
import type { UserShort } from '@cruddur/contract/users'
import type { Group, Messages } from '@cruddur/message-stores/messages.port'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { selectPersonBySub } from '../../people/people.store.ts'
import { selectPresent } from './members.store.ts'

export type MessagePorts = { db: Db; messages: Messages }

/** A group with the present names of its two members. */
export type Membership = { group: Group; me: UserShort; person: UserShort }

/** The caller as a person. @throws AppError `generic_401` if their account is deleted */
export async function memberOf(db: Db, { sub }: Caller): Promise<UserShort> {
  const me = await selectPersonBySub(db, sub)
  if (!me) throw new AppError('generic_401')
  return me
}

/**
 * A group of the caller. It counts as not found for people who are not its members, and for its members while a block is
 * between them.
 *
 * @throws AppError `message_group_not_found`, `generic_401`
 */
export async function membershipIn({ db, messages }: MessagePorts, caller: Caller, uuid: string): Promise<Membership> {
  const me = await memberOf(db, caller)
  const group = await messages.findGroup(uuid, me.uuid)
  const [person] = group ? await selectPresent(db, [group.person], caller.sub) : []
  if (!group || !person) throw new AppError('message_group_not_found')
  return { group, me, person }
}
