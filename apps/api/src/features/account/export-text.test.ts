import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { startTestApp } from '../../testing/test-app.ts'
import { sentMessages } from '../messages/sent-messages.ts'
import { selectExportedProfile } from './export.store.ts'
import { exportLines } from './export-lines.ts'
import { exportText } from './export-text.ts'

async function allOf(pieces: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

it('guarantee 1: leaves out what expires while the file is sent, though it was read before', async () => {
  const test = await startTestApp()
  const { uuid, sub } = await test.member('worf')
  await insertCrud(test, { user_uuid: uuid, message: 'lives on' })
  const dying = await insertCrud(test, { user_uuid: uuid, message: 'canary', left: 0.5 })
  const { head, lines } = await test.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const head = await selectExportedProfile(db, sub)
      if (!head) throw new Error('nobody')
      const messages = sentMessages({ db, messages: test.ports.messages }, sub)
      return { head, lines: await allOf(exportLines({ transaction: db, keys: test.ports.keys }, sub, messages)) }
    })
  expect(lines.join('')).toContain('canary')
  const text = exportText(head, Readable.from(lines))
  const first = (await text.next()).value ?? ''
  const seen = () => sql`select from live_activities where uuid = ${dying}`.execute(test.db)
  await expect.poll(async () => (await seen()).rows).toEqual([])
  const rest = await allOf(text)
  const { cruds } = JSON.parse(first + rest.join(''))
  expect(cruds.map(({ message }: { message: string }) => message)).toEqual(['lives on'])
  await test.close()
})

it('is the same file however the lines are cut into pieces', async () => {
  const [past, present, future] = [1_000, 2_000, 3_000]
  const head = { now: '2026-01-01T00:00:00.000Z', profile: { handle: 'worf' }, clock: () => present }
  const lines = `cruds\n${future}{"n":1}\n${past}{"n":2}\n{"n":"\u2028"}\nlikes\n${past}{}\nmessages\n`
  const whole =
    '{"exported_at":"2026-01-01T00:00:00.000Z",\n"profile":{"handle":"worf"},\n' +
    '"cruds":[\n{"n":1},\n{"n":"\u2028"}],\n"likes":[],\n"messages":[]}\n'
  for (const size of [1, 7, 1_000]) {
    const pieces = lines.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    const text = await allOf(exportText(head, Readable.from(pieces)))
    expect(text.join('')).toBe(whole)
  }
})
