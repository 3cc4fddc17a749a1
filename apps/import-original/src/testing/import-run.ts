import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { importOriginal } from '../import-original.ts'
import { isComplete } from '../report/report.ts'
import { reportLines } from '../report/report-lines.ts'
import { openSource } from '../source/open-source.ts'
import { createOriginalDatabase } from './original-database.ts'

export type ImportRun = Awaited<ReturnType<typeof startImportRun>>

type Person = { uuid: string; sub: string; handle: string; display_name: string; email: string | null }
type Crud = {
  uuid: string
  message: string
  handle: string
  /** Until its end. */
  minutes: number
  replies_count: number
  /** Likes and reposts. */
  reactions_count: number
}

/** A database of the first Cruddur and one of ours. */
export async function startImportRun() {
  const original = await createOriginalDatabase()
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  const keys = await openTempKeyRing()
  return {
    original,
    db,
    keys,
    async run({ dryRun = false, withAccounts = true, rows = 3 } = {}) {
      const source = await openSource(original.url, db, rows)
      const totals = await importOriginal({ source, db, keys, dryRun, withAccounts })
      await source.close()
      const lines = reportLines(totals, source.counts)
      return { totals, lines, complete: isComplete(totals, source.counts) }
    },
    async people(): Promise<Person[]> {
      const { rows } = await sql<Person>`
        select u.uuid, cognito_user_uuid as sub, u.handle, display_name, a.email from users u
        left join auth."user" a on a.id = u.cognito_user_uuid order by u.created_at`.execute(db)
      return rows
    },
    async cruds(): Promise<Crud[]> {
      const { rows } = await sql<Omit<Crud, 'message'> & SealedRow>`
        select a.uuid, a.sealed, handle, round(extract(epoch from expires_at - now()) / 60)::integer as minutes,
          replies_count, likes_count + reposts_count as reactions_count
        from live_activities a join users u on u.uuid = user_uuid order by a.created_at, a.uuid`.execute(db)
      return openCruds(keys, rows)
    },
    /** Removes everybody and everything from both. */
    async clear(): Promise<void> {
      await sql`truncate users, activities`.execute(original.db)
      await sql`truncate users, imported_rows, original_imports, retired_handles, deleted_accounts, auth."user" cascade`.execute(
        db,
      )
    },
    async close(): Promise<void> {
      await keys.close()
      await drop()
      await original.drop()
    },
  }
}
