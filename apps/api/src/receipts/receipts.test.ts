import { createHash, createPublicKey, verify } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { showProof } from '@cruddur/contract/proof/proof'
import { noPrevious, receiptText } from '@cruddur/contract/receipts/receipt-text'
import { listReceiptKeys, listReceipts, type Receipt, showReceipt } from '@cruddur/contract/receipts/receipts'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { createErasers } from '../retention/erasure.ts'
import { keepErasureMark } from '../retention/erasure-lag.ts'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { createReceiptLog } from './append-receipts.ts'
import { openReceiptKey } from './receipt-key.ts'
import { insertReceipt, insertReceiptKey } from './receipts.store.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const signer = await openReceiptKey(test.config.receiptKey)
const minuteMs = 60_000
const thisMinute = () => minuteOf(new Date())

/** A ring whose keys before this minute are destroyed. Which minutes that are is the ring's own test. */
const ringFrom = (alive: number) => ({
  markOf: (minute: number) => (minute < alive ? undefined : { ring: 'a', minute, check: Buffer.alloc(32) }),
})

/** The log as it is, emptied by the one who owns the tables: nothing in the product can. */
beforeEach(async () => {
  await sql`alter table receipts disable trigger user`.execute(test.db)
  await sql`delete from receipts`.execute(test.db)
  await sql`alter table receipts enable trigger user`.execute(test.db)
  await sql`delete from erasure_tallies`.execute(test.db)
  await sql`delete from erasure_hours`.execute(test.db)
})

/** A line of so many minutes ago, by a server that then ended. */
async function writeLineOf(minutesAgo: number): Promise<void> {
  const line = { line: 1, minutes: 1, keys: 1, rows: '0-9', lag_seconds: 1, previous: noPrevious, key_id: signer.keyId }
  const first = new Date((thisMinute() - minutesAgo) * minuteMs).toISOString()
  const text = receiptText({ ...line, first_minute: first, destroyed_by: first })
  const hash = createHash('sha256').update(text).digest('hex')
  await insertReceiptKey(test.db, signer)
  await insertReceipt(test.db, {
    ...line,
    first_minute: first,
    destroyed_by: first,
    hash,
    signature: signer.sign(text),
  })
}

const append = () => createReceiptLog(ringFrom(thisMinute()), signer)(test.db, 1)
const log = async () => (await test.call(listReceipts, {})).reply

function expectSigned(receipt: Receipt, previous: string): void {
  const text = receiptText(receipt)
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signer.publicKey, 'hex').toString('base64url') },
    format: 'jwk',
  })
  expect(receipt.previous).toBe(previous)
  expect(receipt.hash).toBe(createHash('sha256').update(text).digest('hex'))
  expect(verify(null, Buffer.from(text), key, Buffer.from(receipt.signature, 'hex'))).toBe(true)
}

describe('guarantee 11: the log of destroyed keys', () => {
  it('has every minute since its last line, however long no server wrote, chained and signed', async () => {
    await writeLineOf(3_000)
    await append()
    const [first, second, ...more] = (await log()) as [Receipt, Receipt]
    expect(more).toEqual([])
    expectSigned(first, noPrevious)
    expectSigned(second, first.hash)
    expect(Date.parse(second.first_minute) - Date.parse(first.first_minute)).toBe(minuteMs)
    const until = Date.parse(second.first_minute) + second.minutes * minuteMs
    expect(minuteOf(new Date(second.destroyed_by)) * minuteMs).toBe(until)
    // A key for each day that ended, too.
    const days = Math.floor(until / 86_400_000) - Math.floor(Date.parse(second.first_minute) / 86_400_000)
    expect([days >= 2, second.keys]).toEqual([true, second.minutes + days])
  })

  it('says nothing of a minute whose key lives', async () => {
    await writeLineOf(5)
    const begin = thisMinute()
    await createReceiptLog(ringFrom(begin - 3), signer)(test.db, 1)
    const [, second] = await log()
    expect(second?.minutes).toBe(1)
    await createReceiptLog(ringFrom(begin - 3), signer)(test.db, 1)
    expect(await log()).toHaveLength(2)
  })

  it('is written once by several servers', async () => {
    await writeLineOf(2)
    await Promise.all(Array.from({ length: 6 }, append))
    const lines = await log()
    const minutes = lines.reduce((sum, line) => sum + line.minutes, 0)
    expect(minutes).toBe(
      minuteOf(new Date(lines.at(-1)?.destroyed_by ?? 0)) - minuteOf(new Date(lines[0]?.first_minute ?? 0)),
    )
    expect(new Set(lines.map(({ hash }) => hash)).size).toBe(lines.length)
  })

  it.each([
    'update receipts set rows_least = 10',
    'delete from receipts',
    'truncate receipts cascade',
    'update receipt_keys set created_at = now()',
    'truncate receipt_keys cascade',
  ])('only grows: %s is refused', async (statement) => {
    await writeLineOf(2)
    await expect(sql.raw(statement).execute(test.db)).rejects.toThrow('only grows')
  })

  it('counts what was erased in ranges, and takes each row into one line', async () => {
    await writeLineOf(2)
    await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
      select ${worf.uuid}, unsealed('gone'), now() - interval '1 hour', now() - interval '1 second' from generate_series(1, 500)`.execute(
      test.db,
    )
    for (const erase of createErasers(test.ports.log)) await erase(test.db, 1_000)
    await append()
    const [, second] = await log()
    expect(second?.rows).toBe('100-999')
    expect((await sql`select from erasure_tallies`.execute(test.db)).rows).toEqual([])
  })

  it('is found by a minute, by pages and by its keys', async () => {
    await writeLineOf(10)
    await append()
    const [first, second] = (await log()) as [Receipt, Receipt]
    const minute = new Date(Date.parse(second.first_minute) + 3 * minuteMs).toISOString()
    expect((await test.call(showReceipt, { minute })).reply).toEqual(second)
    const before = new Date(Date.parse(first.first_minute) - minuteMs).toISOString()
    const missing = await test.call(showReceipt, { minute: before })
    expect([missing.status, missing.codes, missing.raw.headers['cache-control']]).toEqual([
      404,
      ['receipt_not_found'],
      'no-store',
    ])
    const page = await test.call(listReceipts, { limit: '1' })
    expect([page.reply, page.raw.headers['link']]).toEqual([[first], '</api/receipts?limit=1&cursor=1>; rel="next"'])
    expect(page.raw.headers['cache-control']).toContain('immutable')
    const rest = await test.call(listReceipts, { limit: '2', cursor: '1' })
    expect([rest.reply, rest.raw.headers['link']]).toEqual([[second], undefined])
    expect(rest.raw.headers['cache-control']).not.toContain('immutable')
    expect((await test.call(listReceipts, { cursor: 'x' })).codes).toEqual(['cursor_invalid'])
    const { reply: keys } = await test.call(listReceiptKeys, {})
    expect(keys).toMatchObject([{ key_id: signer.keyId, public_key: signer.publicKey }])
  })
})

describe('the key that signs', () => {
  it('is made once, for its owner alone, and is the same after a restart', async () => {
    const path = join(test.config.dataDir, 'new', 'receipts-key.pem')
    const made = await Promise.all(Array.from({ length: 4 }, () => openReceiptKey({ kind: 'file', path })))
    expect(new Set(made.map(({ keyId }) => keyId)).size).toBe(1)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('comes from a secret that servers share', async () => {
    const open = (secret: string) => openReceiptKey({ kind: 'secret', secret })
    const [one, same, other] = await Promise.all([open('a'.repeat(32)), open('a'.repeat(32)), open('b'.repeat(32))])
    expect([one.keyId === same.keyId, one.keyId === other.keyId]).toEqual([true, false])
  })

  it('is refused with the name of the setting when the file holds none', async () => {
    const path = join(test.config.dataDir, 'cruddur.txt')
    await expect(openReceiptKey({ kind: 'file', path: join(path, 'x') })).resolves.toBeDefined()
    await expect(openReceiptKey({ kind: 'file', path })).rejects.toThrow(/^DATA_DIR: the key that signs receipts/)
  })
})

describe('the lag of erasure', () => {
  const hours = async () => (await test.call(showProof, {})).reply.hours
  const setMark = (ago: string) =>
    sql`update erasure_mark set erased_until = now() - ${ago}::interval, worst_ms = 0`.execute(test.db)

  it('is how far erasure was behind, whether there was anything to erase or not', async () => {
    await setMark('90 seconds')
    await keepErasureMark(test.db)
    await keepErasureMark(test.db)
    const [hour] = await hours()
    expect(hour).toMatchObject({ rows: null })
    expect(hour?.lag_seconds).toBeGreaterThanOrEqual(90)
    expect(hour?.lag_seconds).toBeLessThan(150)
  })

  it('grows while a row that should be gone is still there', async () => {
    await insertCrud(test.ports, { user_uuid: worf.uuid, left: -400 })
    await setMark('500 seconds')
    await keepErasureMark(test.db)
    await sql`delete from erasure_hours`.execute(test.db)
    await keepErasureMark(test.db)
    expect((await hours())[0]?.lag_seconds).toBeGreaterThanOrEqual(400)
    await sql`delete from activities`.execute(test.db)
  })

  it('is kept for 30 days, with what was erased as a range once the hour is over', async () => {
    await sql`insert into erasure_hours (hour, worst_ms, rows, keys, blur, expires_at)
      select h, 1200, 5000, 60, 3, h + interval '30 days' from unnest(array[
        date_trunc('hour', now(), 'UTC') - interval '30 days', date_trunc('hour', now(), 'UTC') - interval '29 days']) h`.execute(
      test.db,
    )
    expect(await hours()).toMatchObject([{ lag_seconds: 2, rows: '1000-9999', keys: 60 }])
  })
})
