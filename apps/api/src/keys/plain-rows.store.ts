import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type PlainMessage = { uuid: string; expires_at: string; words: string }
export type PlainReport = { uuid: string; expires_at: string; note: string; evidence: string | null }

/** Whether words are still stored as they are, or were until a moment ago. */
export async function selectHasPlainColumns(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_attribute where attrelid = 'public.messages'::regclass and attname = 'message'`.execute(db)
  return rows.length > 0
}

/** Living messages whose words are not sealed, locked until the transaction ends. What has expired is erased instead. */
export async function selectPlainMessages(transaction: Db, limit: number): Promise<PlainMessage[]> {
  const { rows } = await sql<PlainMessage>`
    select uuid, expires_at, message as words from messages where sealed is null and expires_at > now()
    limit ${limit} for update skip locked`.execute(transaction)
  return rows
}

/** The same of reports. */
export async function selectPlainReports(transaction: Db, limit: number): Promise<PlainReport[]> {
  const { rows } = await sql<PlainReport>`
    select uuid, expires_at, coalesce(note, '') as note, evidence from reports
    where (note is not null or evidence is not null) and expires_at > now() limit ${limit} for update skip locked`.execute(
    transaction,
  )
  return rows
}

export async function updateMessagesSealed(
  transaction: Db,
  rows: readonly { uuid: string; sealed: Buffer }[],
): Promise<void> {
  await sql`
    update messages m set message = null, sealed = s.sealed
    from unnest(${rows.map(({ uuid }) => uuid)}::uuid[], ${rows.map(({ sealed }) => sealed)}::bytea[]) s (uuid, sealed)
    where m.uuid = s.uuid`.execute(transaction)
}

export async function updateReportsSealed(
  transaction: Db,
  rows: readonly { uuid: string; sealed_note: Buffer | null; sealed_evidence: Buffer | null }[],
): Promise<void> {
  await sql`
    update reports r set note = null, evidence = null, sealed_note = s.note, sealed_evidence = s.evidence
    from unnest(${rows.map(({ uuid }) => uuid)}::uuid[], ${rows.map(({ sealed_note }) => sealed_note)}::bytea[],
      ${rows.map(({ sealed_evidence }) => sealed_evidence)}::bytea[]) s (uuid, note, evidence)
    where r.uuid = s.uuid`.execute(transaction)
}

/** Whether a message or a report is not sealed, dead or alive. */
export async function selectIsAnyPlain(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from messages where sealed is null union all
    select from reports where note is not null or evidence is not null limit 1`.execute(db)
  return rows.length > 0
}

/** The number of the next transaction. What is committed now, every transaction from that one on sees. */
export async function selectNextTransaction(db: Db): Promise<string> {
  const { rows } = await sql<{ next: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(db)
  return rows[0]?.next as string
}

/**
 * Whether something may still see rows as they were before a transaction: one that is older and writes, whoever runs it, or a snapshot
 * that was taken while such a one ran. A rewrite of a table keeps those rows.
 */
export async function selectIsSeenAsBefore(db: Db, transaction: string): Promise<boolean> {
  const { rows } = await sql`
    select where pg_snapshot_xmin(pg_current_snapshot()) < ${transaction}::xid8 or exists (
      select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and age(backend_xmin) > age(${transaction}::xid8::xid))`.execute(db)
  return rows.length > 0
}

/** Removes the columns that held words (035). False while a row uses them. */
export async function finishSealing(db: Db): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select finish_sealing() as done`.execute(db)
  return rows[0]?.done ?? false
}
