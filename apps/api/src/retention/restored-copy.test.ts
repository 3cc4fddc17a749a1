import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { homeActivities } from '@cruddur/contract/feeds'
import { searchActivities } from '@cruddur/contract/search'
import { listTrends } from '@cruddur/contract/trends'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { migrate } from '@cruddur/storage/migrate'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { buildApp } from '../app.ts'
import { call } from '../testing/contract-call.ts'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const { keys } = test

/** A directory with a PostgreSQL of its own. */
async function startIn(dir: string) {
  const postgres = await startEmbeddedPostgres({ dataDir: dir, log: test.ports.log, program: 'Cruddur' })
  return { db: connect(postgres.connectionUrl), stop: () => postgres.stop() }
}

function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-copy-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** An image of the disk of a running server, its write-ahead log included. Nothing is written meanwhile. */
function copyWhileRunning(from: string, to: string): void {
  cpSync(join(from, 'postgres'), join(to, 'postgres'), {
    recursive: true,
    filter: (path) => !/postmaster\.(pid|opts)$|\.s\.PGSQL/.test(path),
  })
}

const filesWith = (dir: string, text: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(text))

it('guarantee 11: a copy that was taken while a crud lived tells nobody its words once its minute is over', {
  timeout: 90_000,
}, async () => {
  const [original, copy] = [tempDir(), tempDir()]
  const before = await startIn(original)
  await migrate(before.db)
  const { rows } = await sql<{ uuid: string }>`insert into users (cognito_user_uuid, handle, display_name)
    values (gen_random_uuid(), 'worf', 'Worf') returning uuid`.execute(before.db)
  const user_uuid = rows[0]?.uuid as string
  const stage = { db: before.db, keys }
  const parent = await insertCrud(stage, { user_uuid, message: 'canarydies #canarytag', left: 90 })
  await insertCrud(stage, { user_uuid, message: 'canaryreply', left: 90, reply_to_activity_uuid: parent })
  await insertCrud(stage, { user_uuid, message: 'canarylives on', left: 7200 })
  copyWhileRunning(original, copy)
  await before.db.destroy()
  await before.stop()

  // The minute in which the crud ends is over, by the clock of the ring. The copy believes that the crud is alive.
  await keys.destroyPast(new Date(Date.now() + 180_000))
  const restored = await startIn(copy)
  const { db } = restored
  const app = await buildApp(test.config, { ...test.ports, db, costlyDb: db, backgroundDb: db })
  onTestFinished(async () => {
    await app.close()
    await db.destroy()
    await restored.stop()
  })
  const { rows: living } = await sql`select from live_activities`.execute(db)
  expect(living).toHaveLength(3)
  const home = await call(app, homeActivities, {})
  expect(home.reply.map(({ message }) => message)).toEqual(['canarylives on'])
  for (const term of ['canarydies', 'canaryreply', '#canarytag', 'canary', '-nothing']) {
    const { raw } = await call(app, searchActivities, { term })
    expect(raw.body, term).not.toMatch(/canary(dies|reply|tag)/)
  }
  expect((await call(app, searchActivities, { term: 'canarylives' })).reply).toHaveLength(1)
  expect((await call(app, listTrends, {})).reply).toEqual([])
  await sql`checkpoint`.execute(db)
  for (const dir of [original, copy]) expect(filesWith(dir, 'canary')).toEqual([])
})
