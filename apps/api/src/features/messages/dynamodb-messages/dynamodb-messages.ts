import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Messages } from '../messages.port.ts'
import { forget, markRead, shorten } from './change.ts'
import { listGroups } from './list-groups.ts'
import { countUnread, findGroup, listMessages } from './read.ts'
import { send } from './send.ts'
import { createTable } from './table.ts'

/** What the two members are told of, after it was written: references only. */
export type Announcement = {
  kind: 'message' | 'message_read' | 'message_lifetime'
  group: string
  members: [string, string]
}

export type DynamodbMessagesOptions = {
  client: DynamoDBClient
  table: string
  /** Milliseconds since 1970. The deadlines of messages in DynamoDB are kept by the servers' clocks. */
  now?: () => number
  /** Must not fail: what it tells of has happened. */
  announce?: (announcement: Announcement) => Promise<void>
}

/** Direct messages in a table of DynamoDB. */
export function createDynamodbMessages(options: DynamodbMessagesOptions): Messages {
  const { client, now = Date.now, announce = async () => {} } = options
  const table = createTable(client, options.table)
  return {
    apart: true,
    findGroup: (uuid, member) => findGroup(table, uuid, member, now()),
    listGroups: (member, page) => listGroups(table, member, page, now()),
    listMessages: (group, page) => listMessages(table, group, page, now()),
    countUnread: (group) => countUnread(table, group, now()),
    async send(message, known) {
      const { group, sent, again } = await send(table, message, known, now)
      if (!again) await announce({ kind: 'message', group, members: [message.from, message.to] })
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
    forget: (person) => forget(table, person),
    close: async () => table.close(),
  }
}
