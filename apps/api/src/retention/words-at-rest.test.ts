import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { placeOfMessage } from '@cruddur/message-stores/sealed-messages'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { sealReport } from '../keys/sealed-report.ts'
import { insertCrud, readMessages } from '../testing/cruds.ts'
import { createDiskSweep } from './disk-sweep.ts'

const log = pino({ level: 'silent' })

/** Words that are stored as they were written, one for each place that keeps some. */
const canaries = ['canarybio', 'canaryname', 'canarysignup', 'canarymuted']

/** Words that are stored sealed (decision 035). */
const sealedCanaries = ['canarycrud', 'canaryreply', 'canarytag', 'canarymessage', 'canaryevidence', 'canarynote']

/** Two people, and in every table that holds words one row with a canary; `copies` of each crud and message. */
async function insertCanaries(db: Db, keys: KeyRing, copies: number): Promise<void> {
  await sql`insert into users (cognito_user_uuid, handle, display_name, bio) values
    (gen_random_uuid(), 'canaryhandle', 'canaryname', 'canarybio'), (gen_random_uuid(), 'other', 'Other', '')`.execute(
    db,
  )
  const { rows } = await sql<{ uuid: string }>`select uuid from users where handle = 'canaryhandle'`.execute(db)
  const user_uuid = rows[0]?.uuid as string
  for (let n = 0; n < copies; n++) {
    const uuid = await insertCrud({ db, keys }, { user_uuid, message: `canarycrud ${n} #canarytag` })
    await insertCrud({ db, keys }, { user_uuid, message: `canaryreply ${n}`, reply_to_activity_uuid: uuid })
  }
  await sql`insert into message_groups (uuid, one_uuid, other_uuid, last_at, expires_at)
    select gen_random_uuid(), min(uuid::text)::uuid, max(uuid::text)::uuid, now(), now() + interval '30 days' from users`.execute(
    db,
  )
  const endsAt = new Date(Date.now() + 3_600_000)
  const messages = Array.from({ length: copies }, (_, n) => ({ uuid: randomUUID(), text: `canarymessage ${n}` }))
  const sealed = messages.map(({ uuid, text }) => keys.seal(text, endsAt, placeOfMessage(uuid)))
  await sql`insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
    select m.uuid, g.uuid, one_uuid, m.sealed, now(), ${endsAt.toISOString()}
    from message_groups g, unnest(${messages.map(({ uuid }) => uuid)}::uuid[], ${sealed}::bytea[]) m (uuid, sealed)`.execute(
    db,
  )
  const report = { uuid: randomUUID(), expires_at: endsAt.toISOString() }
  const words = sealReport(keys, report, { note: 'canarynote', evidence: 'canaryevidence' })
  await sql`insert into reports (uuid, reporter_uuid, reported_uuid, activity_uuid, reason, sealed_note, sealed_evidence, expires_at)
    select ${report.uuid}, o.uuid, u.uuid, null, 'spam', ${words.sealed_note}, ${words.sealed_evidence}, ${report.expires_at}
    from users u, users o where u.handle = 'canaryhandle' and o.handle = 'other'`.execute(db)
  await sql`insert into muted_words (user_uuid, term) select uuid, 'canarymuted' from users`.execute(db)
  await sql`insert into auth.sign_ups (email, sub, name, handle, password, code, code_expires_at, expires_at)
    values ('canarysignup@example.com', gen_random_uuid(), 'n', 'signup', 'p', 'c', now() + interval '1 hour', now() + interval '1 hour')`.execute(
    db,
  )
  await sql`analyze`.execute(db)
}

async function deleteEverything(db: Db): Promise<void> {
  await sql`delete from reports`.execute(db)
  await sql`delete from users`.execute(db)
  await sql`delete from auth.sign_ups`.execute(db)
}

const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-sweep-'))
let database: TestDatabase
let keys: KeyRing
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
  keys = await openFileKeyRing({ dir: join(dataDir, 'keys'), now: new Date(), create: true })
})
afterAll(async () => {
  await keys.close()
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('guarantees 3 and 9: the planner keeps no words', () => {
  it('no column and no index that can hold words keeps statistics', async () => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I.%I', schema, relation, name) as name from word_columns
      where statistics_target is distinct from 0 order by name`.execute(database.db)
    expect(rows).toEqual([])
  })

  it('ANALYZE of living and of deleted rows leaves no word in the catalog', async () => {
    await insertCanaries(database.db, keys, 200)
    const { rows } = await sql<{ name: string; holds: string }>`
      select format('%I.%I.%I', schemaname, tablename, attname) as name, s::text as holds from pg_stats s
      where schemaname in ('public', 'auth') and s::text ~ 'canary'`.execute(database.db)
    expect(rows).toEqual([])
    await deleteEverything(database.db)
  })
})

describe('guarantee 9: two disk sweeps after the erasure', () => {
  /** The canaries that stand in any file of the database, and in which. */
  function findOnDisk(): string[] {
    return readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap(({ parentPath, name }) => {
        const bytes = readFileSync(join(parentPath, name))
        return [...canaries, ...sealedCanaries]
          .filter((canary) => bytes.includes(canary))
          .map((canary) => `${canary} in ${parentPath}/${name}`)
      })
  }

  let postgres: EmbeddedPostgres
  let db: Db
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataDir, log, program: 'Cruddur' })
    db = connect(postgres.connectionUrl)
    await migrate(db)
  })
  afterAll(async () => {
    await db.destroy()
    await postgres.stop()
  })

  afterEach(() => deleteEverything(db))

  it('no file of the embedded database holds the words, the write-ahead log included', async () => {
    await insertCanaries(db, keys, 50)
    const { sweep } = createDiskSweep({ db, log })
    await sweep()
    const written = findOnDisk().join('\n')
    for (const canary of canaries) expect(written).toContain(canary)
    // Nor while they live: sealed words are in no file at all.
    for (const canary of sealedCanaries) expect(written).not.toContain(canary)
    const { rows } = await sql<{ uuid: string; sealed: Buffer }>`select uuid, sealed from messages`.execute(db)
    expect(rows.map(({ uuid, sealed }) => keys.open(sealed, placeOfMessage(uuid)))).toContain('canarymessage 7')
    expect(await readMessages({ db, keys })).toContain('canaryreply 7')
    await deleteEverything(db)
    await sweep()
    await sweep()
    expect(findOnDisk()).toEqual([])
  })

  it('no index of a large table holds the words, and nobody waits for a rewrite', async () => {
    await insertCanaries(db, keys, 50)
    const { sweep } = createDiskSweep({ db, log, maxRewriteBytes: 0 })
    await sql`checkpoint`.execute(db)
    expect(await readIndex(db, 'users_by_name_beginning')).toContain('canaryname')
    const before = await fileOf(db, 'users')
    await deleteEverything(db)
    await sweep()
    expect(await readIndex(db, 'users_by_name_beginning')).not.toContain('canaryname')
    expect(await fileOf(db, 'users')).toBe(before)
  })

  it('passes over a table that is in use, and takes it the next time', async () => {
    await insertCanaries(db, keys, 1)
    const { sweep } = createDiskSweep({ db, log })
    const before = await fileOf(db, 'activities')
    await db.transaction().execute(async (reader) => {
      await sql`select from activities`.execute(reader)
      await sweep()
      expect(await fileOf(db, 'activities')).toBe(before)
    })
    await sweep()
    expect(await fileOf(db, 'activities')).not.toBe(before)
  })

  const fileOf = async (db: Db, relation: string) =>
    (await sql<{ path: string }>`select pg_relation_filepath(${relation}) as path`.execute(db)).rows[0]?.path as string

  const readIndex = async (db: Db, index: string) =>
    readFileSync(join(dataDir, 'postgres', await fileOf(db, index)), 'latin1')
})
