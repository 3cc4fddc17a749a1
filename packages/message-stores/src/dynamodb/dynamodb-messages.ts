import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { updateDeletedPerson } from '../deleted-people/deleted-people.store.ts'
import { forgetDeletedPeople } from '../deleted-people/forget-deleted-people.ts'
import type { Messages } from '../messages.port.ts'
import { burn } from './burn.ts'
import { forget, markRead, shorten } from './change.ts'
import { listGroups } from './list-groups.ts'
import { countUnread, findGroup, listMessages } from './read.ts'
import { send } from './send.ts'
import { createTable } from './table.ts'

/** A stream event for both members, sent after the write: references only. */
export type Announcement = {
  kind: 'message' | 'message_read' | 'message_lifetime' | 'message_burnt'
  group: string
  members: [string, string]
  /** The message that was burnt. */
  message?: string
  /** When the message ends that was sent. */
  endsAt?: string
}

export type DynamodbMessagesOptions = {
  client: DynamoDBClient
  table: string
  /** Seal and open the words. */
  keys: KeyRing
  /** Has the accounts, and among them those that were deleted. */
  db: Db
  /** Milliseconds since 1970. In DynamoDB messages expire by the servers' clocks. */
  now?: () => number
  /** Must not throw: the write has been made. */
  announce?: (announcement: Announcement) => Promise<void>
}

/** Direct messages in a table of DynamoDB. */
export function createDynamodbMessages(options: DynamodbMessagesOptions): Messages {
  const { client, db, keys, now = Date.now, announce = async () => {} } = options
  const table = createTable(client, options.table)
  const store = { table, keys }
  return {
    findGroup: (uuid, member) => findGroup(table, uuid, member, now()),
    listGroups: (member, page) => listGroups(store, member, page, now()),
    listMessages: (group, page) => listMessages(store, group, page, now()),
    countUnread: (group) => countUnread(table, group, now()),
    async send(message, known) {
      const { group, sent, again } = await send(store, message, known, now)
      const members: [string, string] = [message.from, message.to]
      if (!again) await announce({ kind: 'message', group, members, endsAt: sent.expires_at })
      return sent
    },
    async markRead(group, upTo) {
      const { uuid, member, person } = group
      if (await markRead(table, group, upTo))
        await announce({ kind: 'message_read', group: uuid, members: [member, person] })
    },
    async shorten(group, seconds) {
      const { uuid, member, person } = group
      const shortened = await shorten(table, group, seconds)
      if (shortened) await announce({ kind: 'message_lifetime', group: uuid, members: [member, person] })
      return shortened
    },
    async burn(group, message) {
      const { uuid, member, person } = group
      const burnt = await burn(table, group, message, now())
      if (burnt) await announce({ kind: 'message_burnt', group: uuid, members: [member, person], message })
      return burnt
    },
    forget: (person) => forget(table, person),
    forgetLater: updateDeletedPerson,
    async erase(limit) {
      // DynamoDB erases expired items by itself.
      await forgetDeletedPeople(db, (person) => forget(table, person), limit)
      return 0
    },
    close: async () => table.close(),
  }
}
