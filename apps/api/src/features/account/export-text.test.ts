import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { startTestApp } from '../../testing/test-app.ts'
import { sentMessages } from '../messages/sent-messages.ts'
import { selectExportedProfile } from './export.store.ts'
import { exportText } from './export-text.ts'

it('guarantee 1: leaves out what expires while the file is sent, though the transaction still sees it', async () => {
  const test = await startTestApp()
  const { uuid, sub } = await test.member('worf')
  await insertCrud(test.db, { user_uuid: uuid, message: 'lives on' })
  const dying = await insertCrud(test.db, { user_uuid: uuid, message: 'canary', left: 0.5 })
  await test.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const head = await selectExportedProfile(db, sub)
      if (!head) throw new Error('nobody')
      const text = exportText(db, sub, head, sentMessages({ db, messages: test.ports.messages }, sub))
      const first = (await text.next()).value ?? ''
      const seen = () => sql`select from live_activities where uuid = ${dying}`.execute(test.db)
      await expect.poll(async () => (await seen()).rows).toEqual([])
      expect((await sql`select from live_activities where uuid = ${dying}`.execute(db)).rows).toHaveLength(1)
      const rest: string[] = []
      for await (const piece of text) rest.push(piece)
      const { cruds } = JSON.parse(first + rest.join(''))
      expect(cruds.map(({ message }: { message: string }) => message)).toEqual(['lives on'])
    })
  await test.close()
})
