import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { entriesOfBeginning, entriesOfCrud } from './crud-entries.ts'
import { hashesOf } from './keyed-hashes.ts'
import { sealBatch } from './seal-plain-cruds.ts'
import { refuseUnsealed, selectIsAnyUnsealed, selectIsSealedOnly } from './sealed-cruds.store.ts'
import { openCruds, openTag, type SealedRow, type SealedTagRow, sealCrud } from './sealed-cruds.ts'

let keys: KeyRing
let test: TestDatabase
beforeAll(async () => {
  keys = await openTempKeyRing()
  test = await createTestDatabase(inject('postgresUrl'))
})
afterAll(async () => {
  await test.drop()
  await keys.close()
})

const inAnHour = () => new Date(Date.now() + 3_600_000)

describe('hashes', () => {
  const [day = '', next = ''] = ['2026-01-01', '2026-01-02']
  const keyOf = (name: string) => Buffer.alloc(32, name)

  it('of one entry are the same under one key, and others under the key of another day', () => {
    const one = hashesOf(keyOf(day), ['word:warp', 'tag:warp', 'word:core', 'word:warp'])
    expect(one[0]).toBe(one[3])
    expect(new Set(one).size).toBe(3)
    expect(hashesOf(keyOf(next), ['word:warp'])[0]).not.toBe(one[0])
  })

  it('tell long texts apart, also those that begin alike', () => {
    const long = 'x'.repeat(14)
    const entries = [`word:${long}`, `word:${long}x`, `word:${long}xx`, `word:${long}\0`] as const
    expect(new Set(hashesOf(keyOf(day), entries)).size).toBe(4)
  })

  it('are of words, of their first four occurrences, of beginnings of two to eight letters, and of tags', () => {
    expect(entriesOfCrud('No no NO no no #warp', ['warp']).sort()).toEqual(
      ['word:no', 'again:2 no', 'again:3 no', 'again:4 no', 'word:warp', 'beginning:wa', 'beginning:war']
        .concat(['tag:warp', 'plainTag:warp'])
        .sort(),
    )
    expect(entriesOfBeginning('forgetfulness')).toEqual(['word:forgetfulness', 'beginning:forgetfu'])
  })
})

describe('what was stored before words were sealed', () => {
  const rows = async () =>
    (await sql<SealedRow>`select uuid, sealed from activities order by uuid`.execute(test.db)).rows

  it('is read as it is, sealed in batches with its tags, and then no more such rows are taken', async () => {
    await sql`insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), 'worf', 'Worf')`.execute(
      test.db,
    )
    const insert = (message: string, left: string) =>
      sql`insert into activities (user_uuid, sealed, created_at, expires_at)
        select uuid, unsealed(${message}), now() - interval '1 day', now() + ${left}::interval from users`.execute(
        test.db,
      )
    await insert('the first #Warp', '1 hour')
    await insert('over', '-2 minutes')
    expect(openCruds(keys, await rows()).map(({ message }) => message)).toEqual(['the first #Warp', 'over'])
    expect(await sealBatch(test.db, keys)).toBe(1)
    expect(await sealBatch(test.db, keys)).toBe(0)
    const [first] = await rows()
    expect(first?.sealed.includes('first')).toBe(false)
    expect(openCruds(keys, [first as SealedRow])[0]?.message).toBe('the first #Warp')
    const { rows: tags } = await sql<SealedTagRow>`
      select activity_uuid, tag::text as hash, sealed from activity_tags`.execute(test.db)
    expect(tags.map((row) => openTag(keys, row))).toEqual(['warp'])

    // What is over waits for its erasure.
    expect(await selectIsAnyUnsealed(test.db)).toBe(true)
    await sql`delete from activities where expires_at <= now()`.execute(test.db)
    expect([await selectIsAnyUnsealed(test.db), await selectIsSealedOnly(test.db)]).toEqual([false, false])
    await refuseUnsealed(test.db)
    expect(await selectIsSealedOnly(test.db)).toBe(true)
    await expect(insert('one more', '1 hour')).rejects.toThrow('sealed_only')
  })

  it('sealed words open nowhere else, and not without their key', async () => {
    const uuid = '018f0000-0000-7000-8000-000000000000'
    const { sealed } = sealCrud(keys, { uuid, message: 'mine', endsAt: inAnHour() })
    expect(() => openCruds(keys, [{ uuid: uuid.replace('8f', '8e'), sealed }])).toThrow('belongs elsewhere')
    const dying = sealCrud(keys, { uuid, message: 'dying', endsAt: new Date(Date.now() + 1_000) })
    await keys.destroyPast(new Date(Date.now() + 120_000))
    expect(openCruds(keys, [dying, { uuid, sealed }]).map(({ message }) => message)).toEqual(['mine'])
  })
})
