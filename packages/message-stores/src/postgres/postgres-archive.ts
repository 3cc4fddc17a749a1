import type { Db } from '@cruddur/storage/postgres'
import type { ArchivedGroup } from '../archive/archived-group.ts'
import type { MessageSource } from '../archive/message-source.port.ts'
import type { MessageTarget } from '../archive/message-target.port.ts'
import * as store from './archive.store.ts'

const messagesPerStatement = 1_000
const groupLifetimeMs = 30 * 86_400_000

export function createPostgresArchive(db: Db): MessageSource & MessageTarget {
  async function withMessages(group: ArchivedGroup) {
    return { group, messages: await store.selectArchivedMessages(db, group.uuid) }
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
        await store.insertMessages(db, group.uuid, messages.slice(at, at + messagesPerStatement))
      }
    },
    remove: ({ uuid }) => store.deleteGroup(db, uuid),
  }
}
