import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { connect } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { parseConfig } from '../config/config.ts'
import { createKeyDestruction } from './destroy-keys.ts'
import { checkKeys, openKeys } from './open-keys.ts'

const log = pino({ level: 'silent' })

async function start() {
  const root = await mkdtemp(join(tmpdir(), 'cruddur-keys-'))
  const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  onTestFinished(async () => {
    await drop()
    await rm(root, { recursive: true, force: true })
  })
  /** A machine with its own directory. */
  const machine = (name: string) => parseConfig({ DATA_DIR: join(root, name), CONNECTION_URL: connectionUrl })
  const use = async (name: string, open = openKeys) => {
    const keys = await open(machine(name), db, log)
    onTestFinished(() => keys.close())
    return keys
  }
  return { db, use, ring: (name: string) => join(root, name, 'keys', 'ring'), root }
}

describe('a server and its database agree on the key ring', () => {
  it('several servers of one machine share it, also when they start at once on an empty database', async () => {
    const { use } = await start()
    const [one, ...others] = await Promise.all([use('here'), use('here'), use('here')])
    const sealed = one?.seal('words', new Date(Date.now() + 3_600_000), 'place') as Buffer
    expect(others.map((keys) => keys.open(sealed, 'place'))).toEqual(['words', 'words'])
  })

  it('a second machine, and one whose ring was deleted, are refused, and nothing is made', async () => {
    const { use, ring } = await start()
    const { id } = await use('here')
    const refusal = `The words in this database are sealed with the keys of ring ${id}: use it, or see "Keys"`
    await expect(use('elsewhere')).rejects.toThrow(`DATA_DIR: ${ring('elsewhere')} does not exist. ${refusal}`)
    await rm(ring('here'))
    await expect(use('here')).rejects.toThrow(refusal)
    await expect(use('here', checkKeys)).rejects.toThrow(refusal)
    await expect(use('here')).rejects.toThrow('does not exist')
  })

  it('another ring, and an old copy of the right one, are refused', async () => {
    const { db, use, ring, root } = await start()
    const keys = await use('here')
    await mkdir(join(root, 'old', 'keys'), { recursive: true })
    await copyFile(ring('here'), ring('old'))
    const other = await openFileKeyRing({ dir: join(root, 'other', 'keys'), now: new Date(), create: true })
    await other.close()
    await expect(use('other')).rejects.toThrow(`DATA_DIR: holds the key ring ${other.id}`)
    await keys.destroyPast(new Date(Date.now() + 2 * 60_000))
    await db.transaction().execute(async (transaction) => {
      const { minute, check } = keys.mark()
      await sql`update key_ring set minute = ${minute}, check_value = ${check}`.execute(transaction)
    })
    await expect(use('old')).rejects.toThrow('DATA_DIR: holds an old copy of its key ring')
  })

  it('a ring that nothing living was sealed with is not missed', async () => {
    const { db, use } = await start()
    const { id } = await use('here')
    await sql`update key_ring set minute = ${minuteOf(new Date()) - 1}`.execute(db)
    const keys = await use('elsewhere')
    expect(keys.id).not.toBe(id)
    await expect(use('here')).rejects.toThrow(`sealed with the keys of ring ${keys.id}`)
  })
})

describe('the key of a minute is destroyed when the minute is over', () => {
  it('by the database’s clock, and the database learns of the newest key', async () => {
    const { db, use } = await start()
    const keys = await use('here')
    // A server that stood still for ten minutes.
    const dir = await mkdtemp(join(tmpdir(), 'cruddur-late-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true }))
    const late = await openFileKeyRing({ dir, now: new Date(Date.now() - 600_000), create: true })
    onTestFinished(() => late.close())
    const past = late.seal('words', new Date(Date.now() - 60_000), 'place')
    const destroyed: number[] = []
    const destroy = createKeyDestruction(
      late,
      async (_db, minutes) => void destroyed.push(...minutes.map((m) => m.minute)),
    )
    await destroy(db, 1)
    expect(late.open(past, 'place')).toBeUndefined()
    expect([10, 11]).toContain(destroyed.length)
    expect(Math.max(...destroyed)).toBeLessThan(minuteOf(new Date()))
    const { rows } = await sql<{ minute: number }>`select minute from key_ring`.execute(db)
    expect(rows[0]?.minute).toBeGreaterThanOrEqual(keys.mark().minute)
  })

  it('goes on while the database is away', async () => {
    const { db, use } = await start()
    const keys = await use('here')
    const away = connect('postgresql://nobody@127.0.0.1:1/none', { max: 1 })
    onTestFinished(() => away.destroy())
    const passed: Date[] = []
    const destroyPast = async (now: Date) => {
      passed.push(now)
      return []
    }
    const watching = createKeyDestruction({ ...keys, destroyPast })
    await watching(db, 1)
    await expect(watching(away, 1)).rejects.toThrow()
    expect(passed).toHaveLength(2)
    expect(passed[1]?.getTime()).toBeGreaterThanOrEqual(passed[0]?.getTime() ?? Number.NaN)
  })
})
