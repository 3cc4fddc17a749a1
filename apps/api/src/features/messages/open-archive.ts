import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { Config } from '../../config/config.ts'
import { createDynamodbArchive } from './dynamodb-messages/dynamodb-archive.ts'
import { openTable } from './dynamodb-messages/open-dynamodb-messages.ts'
import { createOriginalArchive } from './dynamodb-messages/original-archive.ts'
import type { MessageArchive } from './message-archive.port.ts'
import { createPostgresArchive } from './postgres-messages/postgres-archive.ts'

/** What messages can be moved from, and to. */
export const stores: { from: string[]; to: string[] } = {
  from: ['postgres', 'dynamodb', 'original'],
  to: ['postgres', 'dynamodb'],
}

/**
 * @param use whether messages are moved from there, or to there
 * @throws StartupError(DDB_MESSAGE_TABLE) when a store in DynamoDB is meant, and the settings name no table that will do
 */
export async function openArchive(
  store: string,
  use: 'from' | 'to',
  { db, messages }: { db: Db; messages: Config['messages'] },
): Promise<MessageArchive & { close(): void }> {
  if (store === 'postgres') return { ...createPostgresArchive(db), close: () => {} }
  if (messages.kind !== 'dynamodb') {
    throw new StartupError(
      'DDB_MESSAGE_TABLE',
      'is not set: it names the table, and AWS_DEFAULT_REGION says where it is',
    )
  }
  const client = await openTable(messages, { erasing: use === 'to' })
  const options = { client, table: messages.table }
  const archive = store === 'dynamodb' ? createDynamodbArchive(options) : createOriginalArchive(options)
  return { ...archive, close: () => client.destroy() }
}
