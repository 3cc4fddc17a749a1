import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import { type KeyRing, KeyRingError } from '../key-ring.port.ts'
import { openDynamodbKeyRing } from './dynamodb-key-ring.ts'

export type KeyTableSettings = {
  table: string
  kmsKey: string
  region: string
  /** Address of DynamoDB and KMS, if it is not the region's own. */
  endpoint: string | undefined
}

const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true }

/**
 * Opens the ring of the settings with the credentials of AWS's default provider chain.
 *
 * @throws KeyRingError if the table or the key cannot be used, or if the table has point-in-time recovery
 */
export async function connectKeyRing(
  { table, kmsKey, region, endpoint }: KeyTableSettings,
  { now, create }: { now: Date; create: boolean },
): Promise<KeyRing> {
  const options = { region, requestHandler, ...(endpoint && { endpoint }) }
  const client = new DynamoDBClient(options)
  const kms = new KMSClient(options)
  try {
    await refuseRecovery(client, table)
    return await openDynamodbKeyRing({ client, kms, table, kmsKey, now, create })
  } catch (error) {
    client.destroy()
    kms.destroy()
    if (error instanceof KeyRingError) throw error
    const { name, message } = error as Error
    throw new KeyRingError(`the table ${table} or the key ${kmsKey} cannot be used: ${name} ${message}`, {
      cause: error,
    })
  }
}

/** Point-in-time recovery would bring destroyed keys back for 35 days. */
async function refuseRecovery(client: DynamoDBClient, table: string): Promise<void> {
  const answer = await client.send(new DescribeContinuousBackupsCommand({ TableName: table }))
  const recovery = answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
  if (recovery?.PointInTimeRecoveryStatus === 'ENABLED') {
    throw new KeyRingError(
      `the table ${table} has point-in-time recovery, which would bring destroyed keys back: turn it off`,
    )
  }
}
