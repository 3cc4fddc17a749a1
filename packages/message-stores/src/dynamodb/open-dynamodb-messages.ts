import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  DynamoDBServiceException,
} from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { messageTable } from '@cruddur/storage/message-table'
import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { Messages } from '../messages.port.ts'
import { insertAnnouncement } from './announcement.store.ts'
import { type Announcement, createDynamodbMessages } from './dynamodb-messages.ts'
import { hasOurKeys, isErasing, keysOf } from './table-findings.ts'

export type TableSettings = {
  table: string
  region: string
  /** Address of DynamoDB, if it is not the region's own. */
  endpoint: string | undefined
}

const connectTimeoutMs = 2_000
const requestTimeoutMs = 2_000
/** Tries that the SDK makes, with growing pauses, when DynamoDB throttles or fails. */
const maxAttempts = 6

/** A client with the credentials of AWS's default provider chain. */
export const connectDynamodb = ({ region, endpoint }: Omit<TableSettings, 'table'>): DynamoDBClient =>
  new DynamoDBClient({
    region,
    ...(endpoint && { endpoint }),
    maxAttempts,
    // Without throwOnRequestTimeout the SDK logs a warning when no answer comes, and goes on waiting.
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  })

export type Streams = {
  db: Db
  keys: KeyRing
  /** Called when streams could not be told of a change. The change itself was written. */
  onAnnouncementError: (error: unknown) => void
  /** Is given the client before its first call for a message. */
  observeClient?: ((client: DynamoDBClient) => void) | undefined
}

/**
 * Direct messages in the table that the settings name. Streams are told of a change through PostgreSQL, after the write.
 * When that fails, open pages see the change at their next request.
 *
 * @throws StartupError(DDB_MESSAGE_TABLE) unless the table exists, has our keys, and erases expired items
 */
export async function openDynamodbMessages(
  settings: TableSettings,
  { db, keys, onAnnouncementError, observeClient }: Streams,
): Promise<Messages> {
  const client = await openTable(settings, { erasing: true })
  observeClient?.(client)
  const announce = (announcement: Announcement) => insertAnnouncement(db, announcement).catch(onAnnouncementError)
  return createDynamodbMessages({ client, table: settings.table, keys, db, announce })
}

/**
 * A client for a table that exists and has our keys.
 *
 * @param erasing requires that the table erases expired items: needed to write, not to read and remove
 *
 * @throws StartupError(DDB_MESSAGE_TABLE)
 */
export async function openTable(settings: TableSettings, { erasing }: { erasing: boolean }): Promise<DynamoDBClient> {
  const client = connectDynamodb(settings)
  try {
    await checkKeys(client, settings.table)
    if (erasing) await checkErasing(client, settings.table)
    return client
  } catch (error) {
    client.destroy()
    throw tableProblem(error, settings)
  }
}

async function checkKeys(client: DynamoDBClient, name: string): Promise<void> {
  const { Table: table = null } = await client.send(new DescribeTableCommand({ TableName: name }))
  if (hasOurKeys({ table })) return
  throw new StartupError('DDB_MESSAGE_TABLE', `${name} has the keys ${keysOf({ table })}: pk:S and sk:S are needed`)
}

async function checkErasing(client: DynamoDBClient, name: string): Promise<void> {
  const { TimeToLiveDescription: erasing } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }))
  if (!isErasing({ timeToLive: erasing })) {
    const problem = `has no time to live on the attribute ${messageTable.timeToLive}: nothing would be erased in it. ${advice}`
    throw new StartupError('DDB_MESSAGE_TABLE', `${name} ${problem}`)
  }
}

const advice = '`npm run messages:table -- create` puts that right'

const reasons: Record<string, string> = {
  ResourceNotFoundException: `does not exist. ${advice}`,
  AccessDeniedException: 'may not be used with these credentials',
  UnrecognizedClientException: 'may not be used with these credentials',
  CredentialsProviderError: 'cannot be reached without credentials',
}

/** An error of DynamoDB in words for the operator. */
export function tableProblem(error: unknown, { table, region, endpoint }: TableSettings): StartupError {
  if (error instanceof StartupError) return error
  const { name = '' } = error as Error
  const where = `${table} in ${endpoint ?? region}`
  const other = error instanceof DynamoDBServiceException ? `refuses a request: ${name}` : 'cannot be reached'
  return new StartupError('DDB_MESSAGE_TABLE', `${where} ${reasons[name] ?? other}`, { cause: error })
}
