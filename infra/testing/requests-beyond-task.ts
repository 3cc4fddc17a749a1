import { DynamoDBClient, QueryCommand, ScanCommand, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb'
import { EncryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { account, type Keys, region } from './emulated-account.ts'

/** Not in the account: rights are checked before it is looked for. */
const anotherKey = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

export function queryOf(TableName: string, pk: string): QueryCommand {
  const ExpressionAttributeValues = { ':pk': { S: pk } }
  return new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues })
}

/** Requests that the rights of a task do not allow. */
export function* requestsBeyondTask(
  options: { endpoint: string; region: string; credentials: Keys },
  { table, keyTable, wrappingKey }: { table: string; keyTable: string; wrappingKey: string },
): Generator<Promise<unknown>> {
  const dynamodb = new DynamoDBClient(options)
  const kms = new KMSClient(options)
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
  yield dynamodb.send(new ScanCommand({ TableName: table }))
  yield dynamodb.send(queryOf('another-table', 'nobody'))
  yield dynamodb.send(new ScanCommand({ TableName: keyTable }))
  yield dynamodb.send(new UpdateContinuousBackupsCommand({ TableName: keyTable, PointInTimeRecoverySpecification }))
  yield kms.send(new EncryptCommand({ KeyId: wrappingKey, Plaintext: Buffer.from('words') }))
  yield kms.send(new GenerateDataKeyCommand({ KeyId: anotherKey, KeySpec: 'AES_256' }))
  dynamodb.destroy()
  kms.destroy()
}
