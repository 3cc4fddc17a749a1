import { emulator, startEmulator } from '@cruddur/message-stores/testing/dynoxide'
import { startTestApp, type TestApp } from '../../../testing/test-app.ts'

/** The whole app on each store, as its settings choose it. `runs` is false where there is no emulator. */
export const stores: { name: string; runs: boolean; start(): Promise<TestApp> }[] = [
  { name: 'PostgreSQL', runs: true, start: () => startTestApp() },
  { name: 'DynamoDB', runs: emulator !== null, start: startOnDynamodb },
]

async function startOnDynamodb(): Promise<TestApp> {
  const dynamodb = await startEmulator()
  const test = await startTestApp({
    DDB_MESSAGE_TABLE: await dynamodb.createTable(),
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: dynamodb.endpoint,
  })
  return {
    ...test,
    async close() {
      await test.close()
      await dynamodb.stop()
    },
  }
}
