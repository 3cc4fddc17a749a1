import { messageLimit } from '@cruddur/contract/activities/publishing'
import { codePoints } from '@cruddur/contract/text'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { ArchivedGroup } from '../archive/archived-group.ts'
import type { MessageSource } from '../archive/message-source.port.ts'
import type { MessageTarget } from '../archive/message-target.port.ts'
import type { Message } from '../messages.port.ts'
import { openMessage, sealTextUnlessOver } from '../sealed-messages.ts'
import * as store from './archive.store.ts'

const messagesPerStatement = 1_000
const groupLifetimeMs = 30 * 86_400_000

export function createPostgresArchive(db: Db, keys: KeyRing): MessageSource & MessageTarget {
  async function withMessages(group: ArchivedGroup) {
    const stored = await store.selectArchivedMessages(db, group.uuid)
    return { group, messages: stored.flatMap((message) => openMessage(keys, message)) }
  }
  /** Nothing where the message is over, so that its key is destroyed. */
  function sealed({ text, ...message }: Message) {
    if (codePoints(text) > messageLimit.reply) throw new Error(`message ${message.uuid} is longer than any may be`)
    const bytes = sealTextUnlessOver(keys, { ...message, text })
    return bytes ? [{ ...message, sealed: bytes.toString('base64') }] : []
  }
  return {
    async *groupsOf(person) {
      for (const group of await store.selectArchivedGroups(db, person)) yield await withMessages(group)
    },
    async find(uuid) {
      const group = await store.selectArchivedGroup(db, uuid)
      return group && withMessages(group)
    },
    async restore({ group, messages }) {
      const emptySince = new Date(Date.parse(group.expires_at) - groupLifetimeMs).toISOString()
      if (!(await store.upsertGroup(db, group, messages.at(-1)?.created_at ?? emptySince))) return
      for (let at = 0; at < messages.length; at += messagesPerStatement) {
        await store.insertMessages(db, group.uuid, messages.slice(at, at + messagesPerStatement).flatMap(sealed))
      }
    },
    remove: ({ uuid }) => store.deleteGroup(db, uuid),
  }
}
