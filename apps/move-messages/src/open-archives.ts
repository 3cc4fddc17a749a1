import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { MessageSource } from '@cruddur/message-stores/archive/message-source.port'
import type { MessageTarget } from '@cruddur/message-stores/archive/message-target.port'
import { createDynamodbArchive } from '@cruddur/message-stores/dynamodb/dynamodb-archive'
import { openTable } from '@cruddur/message-stores/dynamodb/open-dynamodb-messages'
import { createOriginalSource } from '@cruddur/message-stores/dynamodb/original-source'
import { createPostgresArchive } from '@cruddur/message-stores/postgres/postgres-archive'
import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { Config } from '../../api/src/config/config.ts'

export const sourceNames = ['postgres', 'dynamodb', 'original'] as const
export const targetNames = ['postgres', 'dynamodb'] as const
export type SourceName = (typeof sourceNames)[number]
export type TargetName = (typeof targetNames)[number]

type Settings = {
  db: Db
  keys: KeyRing
  messages: Config['messages']
  /** Which of these people have an account here. */
  known: (uuids: string[]) => Promise<ReadonlySet<string>>
}
type Opened<Archive> = Archive & { close(): void }

/** @throws StartupError(DDB_MESSAGE_TABLE) if the source is in DynamoDB and the settings name no table that can be read */
export async function openSource(name: SourceName, settings: Settings): Promise<Opened<MessageSource>> {
  if (name === 'postgres') return { ...createPostgresArchive(settings.db, settings.keys), close: () => {} }
  const options = await openDynamodb(settings, { erasing: false })
  const { known } = settings
  const source = name === 'dynamodb' ? createDynamodbArchive(options) : createOriginalSource({ ...options, known })
  return { ...source, close: () => options.client.destroy() }
}

/** @throws StartupError(DDB_MESSAGE_TABLE) if the target is in DynamoDB and the settings name no table that erases what expired */
export async function openTarget(name: TargetName, settings: Settings): Promise<Opened<MessageTarget>> {
  if (name === 'postgres') return { ...createPostgresArchive(settings.db, settings.keys), close: () => {} }
  const options = await openDynamodb(settings, { erasing: true })
  return { ...createDynamodbArchive(options), close: () => options.client.destroy() }
}

async function openDynamodb({ messages, keys }: Settings, requirements: { erasing: boolean }) {
  if (messages.kind !== 'dynamodb') {
    throw new StartupError(
      'DDB_MESSAGE_TABLE',
      'is not set: it names the table, and AWS_DEFAULT_REGION says where it is',
    )
  }
  return { client: await openTable(messages, requirements), table: messages.table, keys }
}
