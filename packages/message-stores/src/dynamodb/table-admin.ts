import {
  type ContinuousBackupsDescription,
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { messageTableDefinition } from '@cruddur/storage/message-table'
import { connectDynamodb, type TableSettings, tableProblem } from './open-dynamodb-messages.ts'
import { findingsOf, hasOurKeys, isErasing, otherTimeToLive, type TableState } from './table-findings.ts'

export type TableOptions = {
  /** Whether point-in-time recovery is to be on. */
  recovery: boolean
}

const maxWaitSeconds = 120

/** Makes and checks the table of messages. Its methods throw StartupError(DDB_MESSAGE_TABLE) if it cannot be reached. */
export function openTableAdmin(settings: TableSettings) {
  const { table: name } = settings
  const client = connectDynamodb(settings)

  const explained = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw tableProblem(error, settings)
    })

  return {
    /** Region or emulator, and the account if the credentials name it. Asks AWS nothing. */
    describePlace: () => explained(describePlace(client, settings)),
    /** Makes what is missing, and says in a line each what it did. Can be repeated, and removes nothing. */
    create: (options: TableOptions) => explained(create(client, name, options)),
    /** Everything that matters of the table, right or wrong. */
    check: async (options: TableOptions) => findingsOf(name, await explained(readState(client, name)), options),
    close: () => client.destroy(),
  }
}

async function describePlace(client: DynamoDBClient, { region, endpoint }: TableSettings): Promise<string> {
  const { accessKeyId, accountId } = await client.config.credentials()
  const whose = accountId ? `account ${accountId}` : `the account of the access key …${accessKeyId.slice(-4)}`
  return endpoint ? `${region} at ${endpoint}` : `${region} of AWS, ${whose}`
}

async function create(client: DynamoDBClient, name: string, { recovery }: TableOptions): Promise<string[]> {
  const done: string[] = []
  const { table } = await readState(client, name)
  if (!table) {
    await client.send(new CreateTableCommand(creationOf(name)))
    done.push(`made the table ${name}`)
  }
  await waitUntilTableExists({ client, maxWaitTime: maxWaitSeconds }, { TableName: name })
  const state = await readState(client, name)
  // With other keys nothing that follows would make it ours.
  if (!hasOurKeys(state)) return done
  if (!state.table?.DeletionProtectionEnabled) {
    await client.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: true }))
    await waitUntilTableExists({ client, maxWaitTime: maxWaitSeconds }, { TableName: name })
    done.push('turned deletion protection on')
  }
  if (!isErasing(state) && !otherTimeToLive(state)) {
    await client.send(new UpdateTimeToLiveCommand(messageTableDefinition(name).timeToLive))
    done.push('turned time to live on')
  }
  if (recovery && state.recovery === 'off') {
    const specification = { PointInTimeRecoveryEnabled: true }
    await client.send(
      new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification: specification }),
    )
    done.push('turned point-in-time recovery on')
  }
  return done
}

function creationOf(name: string) {
  const { table } = messageTableDefinition(name)
  return {
    ...table,
    AttributeDefinitions: [...table.AttributeDefinitions],
    KeySchema: [...table.KeySchema],
    DeletionProtectionEnabled: true,
  }
}

async function readState(client: DynamoDBClient, name: string): Promise<TableState> {
  const table = await describeTable(client, name)
  if (!table) return { table: null, timeToLive: undefined, recovery: 'off' }
  const [{ TimeToLiveDescription }, recovery] = await Promise.all([
    client.send(new DescribeTimeToLiveCommand({ TableName: name })),
    readRecovery(client, name),
  ])
  return { table, timeToLive: TimeToLiveDescription, recovery }
}

async function describeTable(client: DynamoDBClient, name: string): Promise<TableDescription | null> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table ?? null
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null
    throw error
  }
}

/** Emulators may lack point-in-time recovery, and credentials may lack the right to read its state. */
async function readRecovery(client: DynamoDBClient, name: string): Promise<TableState['recovery']> {
  try {
    const { ContinuousBackupsDescription: backups } = await client.send(
      new DescribeContinuousBackupsCommand({ TableName: name }),
    )
    return isRecoveryOn(backups) ? 'on' : 'off'
  } catch (error) {
    if (/^(UnknownOperation|AccessDenied)Exception$/.test((error as Error).name)) return 'unknown'
    throw error
  }
}

const isRecoveryOn = (backups: ContinuousBackupsDescription | undefined) =>
  backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED'
