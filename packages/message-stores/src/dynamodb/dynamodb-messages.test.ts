import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { describe, inject } from 'vitest'
import { burningSuite } from '../burning.suite.ts'
import { forgettingSuite } from '../forgetting.suite.ts'
import { messagesSuite } from '../messages.suite.ts'
import { emulator, startEmulator } from '../testing/dynoxide.ts'
import { insertPerson } from '../testing/people.ts'
import { createDynamodbArchive } from './dynamodb-archive.ts'
import { createDynamodbMessages } from './dynamodb-messages.ts'

async function start() {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  const keys = await openTempKeyRing()
  const dynamodb = await startEmulator()
  const client = dynamodb.connect()
  const options = { client, table: await dynamodb.createTable(), keys }
  const storeAt = (now: () => number) => ({
    messages: createDynamodbMessages({ ...options, db, now }),
    archive: createDynamodbArchive({ ...options, now }),
    person: () => insertPerson(db),
  })
  return {
    ...storeAt(Date.now),
    async frozen(run: (store: ReturnType<typeof storeAt> & { now: number }) => Promise<void>) {
      const now = Date.now()
      await run({ ...storeAt(() => now), now })
    },
    async stop() {
      client.destroy()
      await dynamodb.stop()
      await drop()
      await keys.close()
    },
  }
}

describe.skipIf(!emulator)('direct messages in DynamoDB', () => {
  describe('takes and gives', () => messagesSuite(start))
  describe('burns', () => burningSuite(start))
  describe('forgets', () => forgettingSuite(start))
})
