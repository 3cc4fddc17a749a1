import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { noPrevious } from '@cruddur/contract/receipts/receipt-text'
import { listReceipts } from '@cruddur/contract/receipts/receipts'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createReceiptLog, signed } from '../../../apps/api/src/receipts/append-receipts.ts'
import { openReceiptKey, type ReceiptSigner } from '../../../apps/api/src/receipts/receipt-key.ts'
import { insertReceipt } from '../../../apps/api/src/receipts/receipts.store.ts'
import { useTestApp } from '../../../apps/api/src/testing/test-app.ts'

const test = await useTestApp()
const cli = join(import.meta.dirname, 'cli.mjs')
let address = ''
let keyId = ''
let signer: ReceiptSigner

type Run = { code: number; out: string }
const run = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    )
  })

const dayMs = 86_400_000

/**
 * As an operator does, who has the signing key: the whole log anew, as if all of it had happened some days earlier, and each key had been
 * destroyed some milliseconds earlier. Whole days, because at midnight the key of a day dies, too.
 */
async function writeAnew({ days = 0, ms = 0 }: { days?: number; ms?: number }): Promise<void> {
  const earlier = (instant: string, by: number) => new Date(Date.parse(instant) - by).toISOString()
  const lines = (await test.call(listReceipts, {})).reply
  await tamper('delete from receipts')
  let previous = noPrevious
  for (const { hash: _hash, signature: _signature, ...line } of lines) {
    const { first_minute, destroyed_by } = line
    const unsigned = {
      ...line,
      ...{
        previous,
        first_minute: earlier(first_minute, days * dayMs),
        destroyed_by: earlier(destroyed_by, days * dayMs + ms),
      },
    }
    const written = signed(unsigned, signer)
    previous = written.hash
    await insertReceipt(test.db, written)
  }
}

/** As somebody does who owns the tables and has no signing key. */
async function tamper(statement: string): Promise<void> {
  await sql`alter table receipts disable trigger user`.execute(test.db)
  await sql.raw(statement).execute(test.db)
  await sql`alter table receipts enable trigger user`.execute(test.db)
}

beforeAll(async () => {
  signer = await openReceiptKey(test.config.receiptKey)
  keyId = signer.keyId
  const now = minuteOf(new Date())
  const ringUntil = (alive: number) => ({ destroyedUpTo: () => alive })
  // The log begins where the server's clock is; an earlier begin gives it more than one line.
  const write = (alive: number) => createReceiptLog(ringUntil(alive), signer, now - 5)(test.db, 1)
  for (const alive of [now - 4, now - 2, now - 1, now]) await write(alive)
  await sql`create table kept as table receipts`.execute(test.db)
  address = await test.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => tamper('delete from receipts; insert into receipts select * from kept'))

describe('cruddur-verify', () => {
  it('finds nothing wrong with the log of a server, and says what that proves and what it does not', async () => {
    const { code, out } = await run(address)
    expect(out).toContain('4 for 5 minutes')
    expect(out).toContain(keyId)
    expect(out).toMatch(/This proves.+This doesn't prove/s)
    expect(code).toBe(0)
    expect((await run(address, '--key', keyId)).code).toBe(0)
    expect((await test.call(listReceipts, {})).reply).toHaveLength(4)
  })

  it.each([
    ['a changed line', `update receipts set lag_seconds = 0, rows_least = 1000 where line = 2`, 'line 2 was changed'],
    ['a line that is left out', 'delete from receipts where line = 2', 'line 2 is missing'],
    [
      'lines that are numbered anew',
      'delete from receipts where line = 2; update receipts set line = line - 1 where line > 2',
      'line 2 does not follow',
    ],
    [
      'another signature',
      'update receipts set signature = decode(repeat($$ab$$, 64), $$hex$$) where line = 3',
      'not of it',
    ],
    ['an empty log', 'delete from receipts', 'the log is empty'],
  ])('fails for %s', async (_what, statement, words) => {
    await tamper(statement)
    const { code, out } = await run(address)
    expect(out).toContain(`DOES NOT HOLD: `)
    expect(out).toContain(words)
    expect(code).toBe(1)
  })

  it('fails for a changed line whose hash was made to fit', async () => {
    const [line] = (await test.call(listReceipts, {})).reply
    // The range is blurred, so it may be either of them.
    const [rows, least] = line?.rows === '10-99' ? ['100-999', 100] : ['10-99', 10]
    const text = `cruddur receipt 1\nline 1\nfirst minute ${line?.first_minute}\nminutes 1\nkeys ${line?.keys}\nrows ${rows}\ndestroyed by ${line?.destroyed_by}\nlag seconds ${line?.lag_seconds}\nprevious ${line?.previous}\nsigned by ${line?.key_id}\n`
    const hash = createHash('sha256').update(text).digest('hex')
    await tamper(`update receipts set rows_least = ${least}, hash = decode('${hash}', 'hex') where line = 1`)
    expect((await run(address)).out).toContain('line 1 has a signature that is not of it')
  })

  it('fails for a log that has stopped, unless that is accepted', async () => {
    await writeAnew({ days: 1 })
    expect(await run(address)).toMatchObject({ code: 1, out: expect.stringContaining('the log has stopped') })
    expect(await run(address, '--allow-stopped')).toMatchObject({ code: 0 })
  })

  it('notices with --state that the log was written anew, or cut', async () => {
    const file = join(test.config.dataDir, 'state.json')
    expect((await run(address, '--state', file)).code).toBe(0)
    expect(JSON.parse(await readFile(file, 'utf8'))[address].line).toBe(4)
    expect((await run(address, '--state', file)).out).toContain('still the same')
    await tamper('delete from receipts where line = 4')
    const { code, out } = await run(address, '--state', file)
    expect([code, out]).toEqual([1, expect.stringContaining('you saw line 4 last time')])
    await tamper('delete from receipts; insert into receipts select * from kept')
    await writeAnew({ ms: 1 })
    expect(await run(address)).toMatchObject({ code: 0 })
    expect(await run(address, '--state', file)).toMatchObject({
      code: 1,
      out: expect.stringContaining('line 4 is not the one that you saw last time'),
    })
  })

  it.each([
    ['no server', ['http://127.0.0.1:1'], 'cannot read'],
    ['another key', ['--key', 'ab'.repeat(32)], 'not by the one you named'],
    ['no address', [], 'which server?'],
  ])('fails with %s', async (_what, args, words) => {
    const { code, out } = await run(...(args[0] === '--key' ? [address, ...args] : args))
    expect([code, out]).toEqual([1, expect.stringContaining(words)])
  })
})
