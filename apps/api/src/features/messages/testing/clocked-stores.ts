import { createDynamodbMessages } from '@cruddur/message-stores/dynamodb/dynamodb-messages'
import { emulator, startEmulator } from '@cruddur/message-stores/testing/dynoxide'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { buildApp } from '../../../app.ts'
import { startTestApp, type TestApp } from '../../../testing/test-app.ts'

export type Clocked = {
  test: TestApp
  app: FastifyInstance
  /** Makes so many seconds pass for messages. Returns at once. */
  pass(seconds: number): Promise<void>
  stop(): Promise<void>
}

/** The app on each store, in which time can be made to pass. */
export const clockedStores: { name: string; runs: boolean; start(): Promise<Clocked> }[] = [
  { name: 'PostgreSQL', runs: true, start: onPostgres },
  { name: 'DynamoDB', runs: emulator !== null, start: onDynamodb },
]

/** Nobody can set PostgreSQL's clock. Instead everything in the tables becomes older. */
async function onPostgres(): Promise<Clocked> {
  const test = await startTestApp()
  return {
    test,
    app: test.app,
    async pass(seconds) {
      const ago = sql`${seconds} * interval '1 second'`
      await test.db.transaction().execute(async (db) => {
        await sql`alter table messages disable trigger user; alter table message_groups disable trigger user`.execute(
          db,
        )
        await sql`update messages set created_at = created_at - ${ago}, expires_at = expires_at - ${ago}`.execute(db)
        await sql`update message_groups set last_at = last_at - ${ago}, expires_at = expires_at - ${ago},
          one_read_at = one_read_at - ${ago}, other_read_at = other_read_at - ${ago}`.execute(db)
        await sql`alter table messages enable trigger user; alter table message_groups enable trigger user`.execute(db)
      })
    },
    stop: () => test.close(),
  }
}

async function onDynamodb(): Promise<Clocked> {
  const test = await startTestApp()
  const dynamodb = await startEmulator()
  const client = dynamodb.connect()
  let ahead = 0
  const now = () => Date.now() + ahead
  const messages = createDynamodbMessages({
    client,
    table: await dynamodb.createTable(),
    keys: test.ports.keys,
    db: test.db,
    now,
  })
  const app = await buildApp(test.config, { ...test.ports, messages })
  return {
    test,
    app,
    async pass(seconds) {
      ahead += seconds * 1000
      // Keys die by the same clock, and new ones are made ahead.
      await test.ports.keys.destroyPast(new Date(now()))
    },
    async stop() {
      await app.close()
      await messages.close()
      await dynamodb.stop()
      await test.close()
    },
  }
}
