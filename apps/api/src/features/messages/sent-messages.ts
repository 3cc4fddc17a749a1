import type { Group, Messages } from '@cruddur/message-stores/messages.port'
import { selectPersonBySub } from '../../people/people.store.ts'
import { selectPresent } from './members.store.ts'
import type { MessagePorts } from './membership.ts'

/** A message in the export of an account. The export leaves `gone_at`, its deadline, out. */
export type SentMessage = {
  to_handle: string
  message: string
  created_at: string
  expires_at: string
  gone_at: string
}

const itemsPerRead = 100

/** The living messages that a person has sent, group by group, newest first. None that others have sent to them. */
export async function* sentMessages({ db, messages }: MessagePorts, sub: string): AsyncGenerator<SentMessage> {
  const me = await selectPersonBySub(db, sub)
  if (!me) return
  for await (const group of groupsOf(messages, me.uuid)) {
    const [person] = await selectPresent(db, [group.person], sub)
    if (person) yield* sentIn(messages, group, person.handle)
  }
}

async function* groupsOf(messages: Messages, member: string): AsyncGenerator<Group> {
  for (let after: { at: string; uuid: string } | undefined; ; ) {
    const found = await messages.listGroups(member, { limit: itemsPerRead, after })
    for (const { group } of found) yield group
    const last = found.at(-1)
    if (!last || found.length < itemsPerRead) return
    after = { at: last.message.created_at, uuid: last.message.uuid }
  }
}

async function* sentIn(messages: Messages, group: Group, to_handle: string): AsyncGenerator<SentMessage> {
  for (let after: { at: string; uuid: string } | undefined; ; ) {
    const found = await messages.listMessages(group, { limit: itemsPerRead, after })
    for (const { from, text: message, created_at, expires_at, hidden } of found) {
      if (from === group.member && !hidden) yield { to_handle, message, created_at, expires_at, gone_at: expires_at }
    }
    const last = found.at(-1)
    if (!last || found.length < itemsPerRead) return
    after = { at: last.created_at, uuid: last.uuid }
  }
}
