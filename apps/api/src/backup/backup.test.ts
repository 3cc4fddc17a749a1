import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createMessage } from '@cruddur/contract/messages'
import { placeOfMessage } from '@cruddur/message-stores/sealed-messages'
import type { Db } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, expect, inject, it, onTestFinished } from 'vitest'
import { insertCrud, readMessages } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { backUp } from './backup.ts'
import { selectTables } from './backup-rows.store.ts'
import { createEraseExpired } from './erase-expired.ts'
import { restore } from './restore.ts'

const test = await useTestApp()
const eraseExpired = createEraseExpired(test.ports.log)
const dir = mkdtempSync(join(tmpdir(), 'cruddur-backup-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function emptyDatabase(): Promise<Db> {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  onTestFinished(drop)
  return db
}

/** Every row of every table, but for those that no backup holds. */
async function contentsOf(db: Db): Promise<Record<string, unknown[]>> {
  const contents: Record<string, unknown[]> = {}
  for (const { schema, name } of await selectTables(db)) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.id(schema, name)} t order by 1`.execute(db)
    contents[`${schema}.${name}`] = rows.map(({ row }) => row)
  }
  return contents
}

const worf = await test.member('worf')
const troi = await test.member('troi')

it('a backup holds what lives, and its restore is the same database again', async () => {
  const parent = await insertCrud(test, { user_uuid: worf.uuid, message: 'alive', left: 3_600 })
  await insertCrud(test, {
    user_uuid: troi.uuid,
    message: 'reply #honour',
    reply_to_activity_uuid: parent,
    left: 3_600,
  })
  await sql`insert into likes (user_uuid, activity_uuid) values (${troi.uuid}, ${parent})`.execute(test.db)
  await test.call(createMessage, { handle: 'troi', message: 'Qapla’ \\ "quoted"' }, { as: worf })
  const dead = await insertCrud(test, { user_uuid: worf.uuid, message: 'canary-dead', left: -5 })
  const file = join(dir, 'whole')
  await backUp(test.db, file, eraseExpired)

  expect(statSync(file).mode & 0o777).toBe(0o600)
  const text = gunzipSync(readFileSync(file)).toString()
  expect(text).toContain(parent)
  expect(text).not.toContain(dead)
  // Nor words, though they live: they are sealed.
  for (const words of ['alive', 'honour', 'quoted']) expect(text).not.toContain(words)

  const db = await emptyDatabase()
  await restore(db, file, { replace: false, eraseExpired })
  expect(await contentsOf(db)).toEqual(await contentsOf(test.db))
  const { rows } = await sql<{ uuid: string; sealed: Buffer }>`select uuid, sealed from live_messages`.execute(db)
  expect(rows.map(({ uuid, sealed }) => test.ports.keys.open(sealed, placeOfMessage(uuid)))).toEqual([
    'Qapla’ \\ "quoted"',
  ])
  expect(await readMessages({ db, keys: test.keys })).toEqual(['alive', 'reply #honour'])
  // Triggers and references are back.
  await expect(sql`update activities set expires_at = expires_at + interval '1 hour'`.execute(db)).rejects.toThrow(
    'clock',
  )
  await expect(sql`update likes set user_uuid = gen_random_uuid()`.execute(db)).rejects.toThrow('foreign key')
})

it('what expired after the backup was made is not there after its restore', async () => {
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, left: 2 })
  const file = join(dir, 'short')
  await backUp(test.db, file, eraseExpired)
  expect(gunzipSync(readFileSync(file)).toString()).toContain(uuid)
  const isOver = async () => {
    const { rows } = await sql<{
      over: boolean
    }>`select expires_at <= now() as over from activities where uuid = ${uuid}`.execute(test.db)
    return rows[0]?.over
  }
  await expect.poll(isOver).toBe(true)
  const db = await emptyDatabase()
  await restore(db, file, { replace: false, eraseExpired })
  expect(JSON.stringify(await contentsOf(db))).not.toContain(uuid)
})

it('refuses to overwrite a file, and a database that has accounts unless it is told', async () => {
  const file = join(dir, 'once')
  await backUp(test.db, file, eraseExpired)
  await expect(backUp(test.db, file, eraseExpired)).rejects.toThrow('is there already')
  const db = await emptyDatabase()
  await sql`insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), 'other', 'x')`.execute(
    db,
  )
  await expect(restore(db, file, { replace: false, eraseExpired })).rejects.toThrow('--replace: is missing')
  await restore(db, file, { replace: true, eraseExpired })
  const { rows } = await sql`select handle from users order by handle`.execute(db)
  expect(rows).toEqual([{ handle: 'troi' }, { handle: 'worf' }])
})

it('a file that is no backup, was cut off, or comes from another version changes nothing', async () => {
  const whole = join(dir, 'good')
  await backUp(test.db, whole, eraseExpired)
  const [packed, text] = [readFileSync(whole), gunzipSync(readFileSync(whole)).toString()]
  const samples: [string, Buffer, string][] = [
    ['text', Buffer.from('select 1'), 'is no backup'],
    ['other', gzipSync('{"a":1}\n'), 'is no backup'],
    ['half', packed.subarray(0, packed.length - 16), 'is not complete'],
    ['short', gzipSync(text.slice(0, text.lastIndexOf('#'))), 'is not complete'],
    ['newer', gzipSync(text.replace('001-people', '999-people')), 'was made by another version'],
  ]
  const db = await emptyDatabase()
  const before = await contentsOf(db)
  for (const [name, content, problem] of samples) {
    const file = join(dir, name)
    writeFileSync(file, content)
    await expect(restore(db, file, { replace: true, eraseExpired }), name).rejects.toThrow(problem)
  }
  await expect(restore(db, join(dir, 'nowhere'), { replace: true, eraseExpired })).rejects.toThrow('cannot be read')
  expect(await contentsOf(db)).toEqual(before)
})
