import type { Receipt } from '@cruddur/contract/receipts/receipts'
import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { rangeFrom } from './blurred-counts.ts'
import type { ReceiptSigner } from './receipt-key.ts'

const receiptColumns = sql`line, first_minute, minutes, keys, rows_least, destroyed_by, lag_seconds,
  encode(previous, 'hex') as previous, encode(hash, 'hex') as hash, encode(key_id, 'hex') as key_id,
  encode(signature, 'hex') as signature`

type ReceiptRow = Omit<Receipt, 'rows'> & { rows_least: number }

const asReceipt = ({ rows_least, ...row }: ReceiptRow): Receipt => ({ ...row, rows: rangeFrom(rows_least) })

/** At most `limit` lines after the line `after`, oldest first. */
export async function selectReceipts(db: Db, after: number, limit: number): Promise<Receipt[]> {
  const { rows } = await sql<ReceiptRow>`
    select ${receiptColumns} from receipts where line > ${after} order by line limit ${limit}`.execute(db)
  return rows.map(asReceipt)
}

/** The line that stands for the minute that begins at this instant. Null if there is none yet. */
export async function selectReceiptOf(db: Db, minute: string): Promise<Receipt | null> {
  const { rows } = await sql<ReceiptRow>`
    select ${receiptColumns} from (
      select * from receipts where first_minute <= ${minute}::timestamptz order by first_minute desc limit 1
    ) receipts
    where ${minute}::timestamptz < first_minute + minutes * interval '1 minute'`.execute(db)
  return rows[0] ? asReceipt(rows[0]) : null
}

export async function selectLatestReceipt(db: Db): Promise<Receipt | null> {
  const { rows } = await sql<ReceiptRow>`select ${receiptColumns} from receipts order by line desc limit 1`.execute(db)
  return rows[0] ? asReceipt(rows[0]) : null
}

export type ReceiptKey = { key_id: string; public_key: string; created_at: string }

export async function selectReceiptKeys(db: Db): Promise<ReceiptKey[]> {
  const { rows } = await sql<ReceiptKey>`
    select encode(key_id, 'hex') as key_id, encode(public_key, 'hex') as public_key, created_at from receipt_keys order by created_at, key_id`.execute(
    db,
  )
  return rows
}

export async function insertReceiptKey(db: Db, { keyId, publicKey }: ReceiptSigner): Promise<void> {
  await sql`
    insert into receipt_keys (key_id, public_key) values (decode(${keyId}, 'hex'), decode(${publicKey}, 'hex')) on conflict do nothing`.execute(
    db,
  )
}

/** Waits until no other server writes the log, for this transaction. Returns the time by the database's clock. */
export async function lockReceipts(transaction: Db): Promise<Date> {
  await sql`select pg_advisory_xact_lock(${locks.receipts})`.execute(transaction)
  const { rows } = await sql<{ now: string }>`select clock_timestamp()::timestamptz(3) as now`.execute(transaction)
  return new Date(rows[0]?.now as string)
}

export async function insertReceipt(transaction: Db, receipt: Receipt): Promise<void> {
  const { line, first_minute, minutes, keys, rows, destroyed_by, lag_seconds, previous, hash, key_id, signature } =
    receipt
  await sql`
    insert into receipts (line, first_minute, minutes, keys, rows_least, destroyed_by, lag_seconds, previous, hash, key_id,
      signature)
    values (${line}, ${first_minute}, ${minutes}, ${keys}, ${Number.parseInt(rows, 10)}, ${destroyed_by}, ${lag_seconds},
      decode(${previous}, 'hex'), decode(${hash}, 'hex'), decode(${key_id}, 'hex'), decode(${signature}, 'hex'))`.execute(
    transaction,
  )
}

/** Takes what was erased, and the worst lag, since the last line. */
export async function takeTallies(transaction: Db): Promise<{ rows: number; worstMs: number }> {
  const { rows } = await sql<{ rows: number; worstMs: number }>`
    with taken as (delete from erasure_tallies returning rows),
      worst as (update erasure_mark set worst_ms = 0 returning old.worst_ms)
    select coalesce((select sum(rows) from taken), 0) as rows,
      coalesce((select worst_ms from worst), 0) as "worstMs"`.execute(transaction)
  return rows[0] ?? { rows: 0, worstMs: 0 }
}
