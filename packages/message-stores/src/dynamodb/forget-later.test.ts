import { randomUUID } from 'node:crypto'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { emulator, startEmulator } from '../testing/dynoxide.ts'
import { insertPerson } from '../testing/people.ts'
import { createDynamodbMessages } from './dynamodb-messages.ts'

async function start() {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  onTestFinished(drop)
  const keys = await openTempKeyRing()
  onTestFinished(() => keys.close())
  const dynamodb = await startEmulator()
  onTestFinished(dynamodb.stop)
  const table = await dynamodb.createTable()
  const connect = (endpoint?: string) => {
    const messages = createDynamodbMessages({ client: dynamodb.connect(endpoint), table, keys, db })
    onTestFinished(() => messages.close())
    return messages
  }
  return { db, connect }
}

describe.skipIf(!emulator)('deleting an account while DynamoDB is away', () => {
  it('fails nothing, and the messages are erased when DynamoDB is back', async () => {
    const { db, connect } = await start()
    const [messages, away] = [connect(), connect('http://127.0.0.1:1')]
    const [gone, other] = [await insertPerson(db), await insertPerson(db)]
    await messages.send({ from: gone, to: other, text: 'canary' })
    const sub = await deleteAccount(gone)

    await expect(away.erase(10)).rejects.toMatchObject({ codes: ['database_unavailable'] })
    expect(await recorded(sub)).toBe(gone)
    expect(await messages.erase(10)).toBe(0)
    expect(await messages.listGroups(other, { limit: 1, after: undefined })).toEqual([])
    expect(await recorded(sub)).toBe(gone)
    await sql`update deleted_accounts set expires_at = expires_at - interval '31 seconds'`.execute(db)
    await messages.erase(10)
    expect(await recorded(sub)).toBeNull()

    async function deleteAccount(person: string): Promise<string> {
      const sub = randomUUID()
      await sql`update users set cognito_user_uuid = ${sub} where uuid = ${person}`.execute(db)
      await db.transaction().execute(async (transaction) => {
        await sql`insert into deleted_accounts (sub) values (${sub})`.execute(transaction)
        await away.forgetLater(transaction, sub)
        await sql`delete from users where uuid = ${person}`.execute(transaction)
      })
      return sub
    }

    async function recorded(sub: string) {
      const { rows } = await sql<{ user_uuid: string | null }>`
        select user_uuid from deleted_accounts where sub = ${sub}`.execute(db)
      return rows[0]?.user_uuid
    }
  })
})
