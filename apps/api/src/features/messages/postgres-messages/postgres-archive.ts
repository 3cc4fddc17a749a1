import type { Db } from '@cruddur/storage/postgres'
import type { ArchivedGroup, MessageArchive } from '../message-archive.port.ts'
import * as store from './archive.store.ts'

/** Messages that one statement writes. */
const batch = 1_000

export function createPostgresArchive(db: Db): MessageArchive {
  const withMessages = async (group: ArchivedGroup) => ({
    group,
    messages: await store.selectArchivedMessages(db, group.uuid),
  })
  return {
    async *groupsOf(person) {
      for (const group of await store.selectArchivedGroups(db, person)) yield await withMessages(group)
    },
    async find(uuid) {
      const group = await store.selectArchivedGroup(db, uuid)
      return group && withMessages(group)
    },
    async restore({ group, messages }) {
      const monthBefore = new Date(Date.parse(group.expires_at) - 30 * 86_400_000).toISOString()
      if (!(await store.upsertGroup(db, group, messages.at(-1)?.created_at ?? monthBefore))) return
      for (let at = 0; at < messages.length; at += batch) {
        await store.insertMessages(db, group.uuid, messages.slice(at, at + batch))
      }
    },
    remove: ({ uuid }) => store.deleteGroup(db, uuid),
  }
}
