import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { Config } from '../../config.ts'
import { createDynamodbArchive } from './dynamodb-messages/dynamodb-archive.ts'
import { connectDynamodb } from './dynamodb-messages/open-dynamodb-messages.ts'
import { createOriginalArchive } from './dynamodb-messages/original-archive.ts'
import type { MessageArchive } from './message-archive.port.ts'
import { createPostgresArchive } from './postgres-messages/postgres-archive.ts'

/** What messages can be moved from, and to. */
export const stores: { from: string[]; to: string[] } = {
  from: ['postgres', 'dynamodb', 'original'],
  to: ['postgres', 'dynamodb'],
}

/** @throws StartupError(DDB_MESSAGE_TABLE) when a store in DynamoDB is meant and the settings name no table */
export function openArchive(store: string, db: Db, messages: Config['messages']): MessageArchive & { close(): void } {
  if (store === 'postgres') return { ...createPostgresArchive(db), close: () => {} }
  if (messages.kind !== 'dynamodb') {
    throw new StartupError(
      'DDB_MESSAGE_TABLE',
      'is not set: it names the table, and AWS_DEFAULT_REGION says where it is',
    )
  }
  const client = connectDynamodb(messages)
  const options = { client, table: messages.table }
  const archive = store === 'dynamodb' ? createDynamodbArchive(options) : createOriginalArchive(options)
  return { ...archive, close: () => client.destroy() }
}
