import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { getSystemErrorMap } from 'node:util'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'
import { isDatabaseUnavailable, loggable } from './database-errors.ts'

const nodeCodes = [...getSystemErrorMap().values()].map(([name]) => name)

/** An error of the system as it comes from the driver, or from elsewhere. */
const systemError = (code: string, file: string) =>
  Object.assign(new Error(`write ${code}`), {
    code,
    errno: -1,
    syscall: 'write',
    stack: `Error: write ${code}\n    at Socket.write (${file}:1:1)`,
  })

/** The error of a statement that PostgreSQL refuses with this SQLSTATE. */
async function errorWith(sqlState: string): Promise<unknown> {
  const db = connect(inject('postgresUrl'), { max: 1 })
  const statement = sql.raw(`do $$ begin raise exception 'the words' using errcode = '${sqlState}'; end $$`)
  const error = await statement.execute(db).catch((error: unknown) => error)
  await db.destroy()
  return error
}

describe("one of Node's codes", () => {
  it('has, for some, the form of an SQLSTATE', () => {
    expect(nodeCodes.filter((code) => /^[0-9A-Z]{5}$/.test(code))).toContain('EPIPE')
  })
  it.each(nodeCodes)('%s is a database that is away when it comes from the driver, and a fault elsewhere', (code) => {
    const ofDriver = systemError(code, '/app/node_modules/pg/lib/connection.js')
    expect(isDatabaseUnavailable(ofDriver)).toBe(true)
    expect(isDatabaseUnavailable(systemError(code, '/app/features/feeds/feeds.ts'))).toBe(false)
    expect(loggable(ofDriver)).toMatchObject({ code, message: `write ${code}` })
  })
})

describe('an SQLSTATE', () => {
  it.each(['08006', '53100', '53300', '57014', '57P01', '57P03', '55P03', '40001', '40P01', '23503', '58030'])(
    '%s is temporary',
    async (state) => {
      expect(isDatabaseUnavailable(await errorWith(state))).toBe(true)
    },
  )
  it.each(['22008', '23505', '23514', '42601', '42P01', 'P0001', 'XX000', 'EPIPE'])('%s is a fault', async (state) => {
    const error = await errorWith(state)
    expect(isDatabaseUnavailable(error)).toBe(false)
    expect(loggable(error)).toMatchObject({ sqlState: state, severity: 'ERROR' })
    expect(JSON.stringify(loggable(error))).not.toContain('the words')
  })
})

it('a server that closes every connection, whenever it does, is a database that is away', async () => {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket.on('error', () => {}))
    socket.once('data', () => (open.size % 2 ? socket.resetAndDestroy() : socket.end()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const db = connect(`postgresql://nobody@127.0.0.1:${port}/nothing`)
  const outcomes = Array.from({ length: 40 }, () => sql`select 1`.execute(db).catch((error: unknown) => error))
  for (const error of await Promise.all(outcomes)) expect(isDatabaseUnavailable(error), String(error)).toBe(true)
  await db.destroy()
  server.close()
})

it('a database that does not answer in time is away', async () => {
  const holding = connect(inject('postgresUrl'), { max: 1 })
  const waiting = connect(inject('postgresUrl'), { max: 1, answerMs: 100 })
  const lock = sql`select pg_advisory_xact_lock(${process.pid})`
  const error = await holding.transaction().execute(async (transaction) => {
    await lock.execute(transaction)
    return lock.execute(waiting).catch((error: unknown) => error)
  })
  expect(isDatabaseUnavailable(error), String(error)).toBe(true)
  await Promise.all([holding.destroy(), waiting.destroy()])
})
