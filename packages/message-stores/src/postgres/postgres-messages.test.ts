import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import type { Db } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { describe, expect, inject } from 'vitest'
import { burningSuite } from '../burning.suite.ts'
import { forgettingSuite } from '../forgetting.suite.ts'
import { messagesSuite } from '../messages.suite.ts'
import { insertPerson } from '../testing/people.ts'
import { createPostgresArchive } from './postgres-archive.ts'
import { createPostgresMessages } from './postgres-messages.ts'

const storeOn = (db: Db, keys: KeyRing) => ({
  messages: createPostgresMessages(db, keys),
  archive: createPostgresArchive(db, keys),
  person: () => insertPerson(db),
})

async function start() {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  const keys = await openTempKeyRing()
  return {
    ...storeOn(db, keys),
    /** PostgreSQL's now() stands still within a transaction. */
    async frozen(run: (store: ReturnType<typeof storeOn> & { now: number }) => Promise<void>) {
      const rollback = new Error('only to roll back')
      const frozen = db.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ now: string }>`select date_trunc('milliseconds', now()) as now`.execute(
          transaction,
        )
        await run({ ...storeOn(transaction, keys), now: Date.parse(rows[0]?.now as string) })
        throw rollback
      })
      await expect(frozen).rejects.toBe(rollback)
    },
    async stop() {
      await drop()
      await keys.close()
    },
  }
}

describe('direct messages in PostgreSQL', () => {
  describe('takes and gives', () => messagesSuite(start))
  describe('burns', () => burningSuite(start))
  describe('forgets', () => forgettingSuite(start))
})
