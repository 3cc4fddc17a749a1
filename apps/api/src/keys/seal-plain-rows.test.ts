import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { createPostgresArchive } from '@cruddur/message-stores/postgres/postgres-archive'
import { sealBatch } from '@cruddur/storage/cruds/seal-plain-cruds'
import { openTag, type SealedTagRow } from '@cruddur/storage/cruds/sealed-cruds'
import { selectIsSealedOnly } from '@cruddur/storage/cruds/sealed-cruds.store'
import { migrate, readMigrations } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { readMessages } from '../testing/cruds.ts'
import { startSealingPlainCruds } from './seal-plain-cruds.ts'
import { createPlainRowSealing } from './seal-plain-rows.ts'
import { openReport, type SealedWords } from './sealed-report.ts'

const log = pino({ level: 'silent' })
const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-plain-'))
const group = randomUUID()
const crudsCount = 1_200
const cruds = new Set(Array.from({ length: crudsCount }, (_, n) => `canary crud ${n + 1} #canarytag`))

function filesWith(words: string): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(words))
}

/** Cruds, in more batches than one, seven messages and a report, as they were stored before words were sealed. */
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
  await sql`insert into activities (user_uuid, message, created_at, expires_at)
    select one_uuid, 'canary crud ' || n || ' #canarytag', now(), now() + interval '1 day'
    from message_groups, generate_series(1, ${crudsCount}) n`.execute(db)
}

/**
 * Another server that seals, and is killed in the middle: it has sealed rows that it has not committed, and cannot go on, because
 * the tables that it needs next are locked.
 */
async function sealAndKill(db: Db, connectionUrl: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`lock table activity_tags, reports in exclusive mode`.execute(transaction)
    const args = [join(import.meta.dirname, 'testing/seal-until-killed.ts'), connectionUrl, join(dataDir, 'keys')]
    const server = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    const ended = once(server, 'close')
    const waiting = () =>
      sql`select from pg_locks where not granted and relation in ('activity_tags'::regclass, 'reports'::regclass)`
        .execute(transaction)
        .then(({ rows }) => rows.length)
    await expect.poll(waiting, { timeout: 30_000 }).toBe(2)
    server.kill('SIGKILL')
    await ended
  })
}

async function countUnsealed(db: Db): Promise<{ cruds: number; messages: number }> {
  const { rows } = await sql<{ cruds: number; messages: number }>`
    select (select count(*) from activities where get_byte(sealed, 0) = 0)::integer as cruds,
      (select count(*) from messages where sealed is null)::integer as messages`.execute(db)
  return rows[0] as { cruds: number; messages: number }
}

it('a database of before is sealed while it is read, whoever is killed meanwhile, and its files then hold no word', {
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
    expect(new Set(await readMessages({ db, keys }))).toEqual(cruds)
  }
  await expectWhole()
  // Three messages and a batch of cruds, and then another server goes on, until it is killed.
  expect(await createPlainRowSealing(keys, log)(db, 3)).toBe(3)
  const batch = await sealBatch(db, keys)
  await sealAndKill(db, postgres.connectionUrl)
  await expectWhole()
  // It could commit three more messages, and no cruds.
  expect(await countUnsealed(db)).toEqual({ cruds: crudsCount - batch, messages: 1 })

  const stop = startSealingPlainCruds({ db, keys, log })
  onTestFinished(stop)
  const seal = createPlainRowSealing(keys, log)
  while ((await seal(db, 3)) > 0) await expectWhole()
  await expect.poll(() => selectIsSealedOnly(db), { timeout: 45_000 }).toBe(true)
  await stop()
  await expectWhole()
  expect(await countTags(db, keys)).toEqual(new Map([['canarytag', crudsCount]]))
  const plainColumns = async () => {
    // It waits for what may still see the words.
    await seal(db, 3)
    const { rows } = await sql`
      select attname from pg_attribute where attrelid in ('messages'::regclass, 'reports'::regclass)
        and attname in ('message', 'note', 'evidence')`.execute(db)
    return rows
  }
  await expect.poll(plainColumns).toEqual([])
  expect(filesWith('canary')).toEqual([])
  expect(await seal(db, 3)).toBe(0)
})

/** How many cruds have which tag. */
async function countTags(db: Db, keys: KeyRing): Promise<Map<string | undefined, number>> {
  const { rows } = await sql<SealedTagRow>`select activity_uuid, tag::text as hash, sealed from activity_tags`.execute(
    db,
  )
  const counts = new Map<string | undefined, number>()
  for (const tag of rows.map((row) => openTag(keys, row))) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return counts
}
