import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import { createPostgresArchive } from '@cruddur/message-stores/postgres/postgres-archive'
import { migrate, readMigrations } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { createPlainRowSealing } from './seal-plain-rows.ts'
import { openReport, type SealedWords } from './sealed-report.ts'

const log = pino({ level: 'silent' })
const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-plain-'))
const group = randomUUID()

function filesWith(words: string): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(words))
}

/** Seven messages and a report, as they were stored before words were sealed. */
async function insertPlain(db: Db): Promise<void> {
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    values (gen_random_uuid(), 'one', 'x'), (gen_random_uuid(), 'other', 'x')`.execute(db)
  await sql`insert into message_groups (uuid, one_uuid, other_uuid, last_at, expires_at)
    select ${group}, min(uuid::text)::uuid, max(uuid::text)::uuid, now(), now() + interval '30 days' from users`.execute(
    db,
  )
  await sql`insert into messages (group_uuid, user_uuid, message, created_at, expires_at)
    select uuid, one_uuid, 'canary ' || n, now() + n * interval '1 ms', now() + interval '1 day'
    from message_groups, generate_series(1, 7) n`.execute(db)
  await sql`insert into reports (reporter_uuid, reported_uuid, reason, note, evidence)
    select one_uuid, other_uuid, 'spam', 'canary note', 'canary evidence' from message_groups`.execute(db)
}

it('a database of before is sealed while it is read, and its files then hold no word', {
  timeout: 60_000,
}, async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, log, program: 'Cruddur' })
  const db = connect(postgres.connectionUrl)
  const keys = await openFileKeyRing({ dir: join(dataDir, 'keys'), now: new Date(), create: true })
  onTestFinished(async () => {
    await keys.close()
    await db.destroy()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const migrations = await readMigrations()
  await migrate(
    db,
    migrations.filter(({ name }) => name < '035'),
  )
  await insertPlain(db)
  await migrate(db)
  await sql`checkpoint`.execute(db)
  expect(filesWith('canary')).not.toEqual([])

  const words = async () => (await createPostgresArchive(db, keys).find(group))?.messages.map(({ text }) => text)
  const report = async () => {
    const { rows } = await sql<SealedWords & { uuid: string }>`select * from live_reports`.execute(db)
    return rows.map((row) => openReport(keys, row.uuid, row))
  }
  const expectWhole = async () => {
    expect(await words()).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `canary ${n}`))
    expect(await report()).toEqual([{ note: 'canary note', evidence: 'canary evidence' }])
  }
  await expectWhole()
  // Three rows, and then another server goes on.
  expect(await createPlainRowSealing(keys, log)(db, 3)).toBe(3)
  await expectWhole()
  const seal = createPlainRowSealing(keys, log)
  while ((await seal(db, 3)) > 0) await expectWhole()
  await expectWhole()
  const { rows } = await sql`
    select attname from pg_attribute where attrelid in ('messages'::regclass, 'reports'::regclass)
      and attname in ('message', 'note', 'evidence')`.execute(db)
  expect(rows).toEqual([])
  expect(filesWith('canary')).toEqual([])
  expect(await seal(db, 3)).toBe(0)
})
