import { randomUUID } from 'node:crypto'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { insertPerson } from '../testing/people.ts'
import { createPostgresMessages } from './postgres-messages.ts'

const { db, drop } = await createTestDatabase(inject('postgresUrl'))
const keys = await openTempKeyRing()
// What a broken row does: the statement that would erase it is refused, with everything else in it.
beforeAll(async () => {
  await sql`create function refuse_broken() returns trigger language plpgsql as $$ begin
    if old.uuid in (select uuid from broken_rows) then
      raise exception 'broken row' using errcode = 'check_violation';
    end if;
    return old;
  end $$`.execute(db)
  await sql`create table broken_rows (uuid uuid)`.execute(db)
  for (const table of ['messages', 'message_groups']) {
    await sql`create trigger refuse_broken before delete on ${sql.table(table)}
      for each row execute function refuse_broken()`.execute(db)
  }
  return async () => {
    await drop()
    await keys.close()
  }
})

/** Two new people with one message that has expired, and with their group if `whole`. Returns the uuid of the group. */
async function insertDead(text: string, whole = false): Promise<string> {
  const [from, to] = [await insertPerson(db), await insertPerson(db)]
  await createPostgresMessages(db, keys).send({ from, to, text })
  if (text.startsWith('broken ')) await breakMessageOf(from)
  const { rows } = await sql<{ uuid: string }>`
    update messages set expires_at = created_at + interval '1 millisecond' where user_uuid = ${from}
    returning group_uuid as uuid`.execute(db)
  const uuid = rows[0]?.uuid as string
  if (whole) {
    await sql`update message_groups set expires_at = now() - interval '1 second' where uuid = ${uuid}`.execute(db)
  }
  return uuid
}
const breakMessageOf = (person: string) =>
  sql`insert into broken_rows select uuid from messages where user_uuid = ${person}`.execute(db)
async function stored(): Promise<unknown[]> {
  const { rows } = await sql<{ uuid: string; sealed: Buffer }>`select uuid, sealed from messages`.execute(db)
  return rows.map(({ uuid, sealed }) => keys.open(sealed, `messages.message:${uuid}`)).sort()
}

it.each([1, 3, 100])('a message or group that cannot be erased keeps no other, with a batch of %i', async (limit) => {
  await sql`truncate broken_rows, messages, message_groups cascade`.execute(db)
  for (const n of [1, 2]) await insertDead(`broken ${n}`)
  const group = await insertDead('dead in a broken group', true)
  await sql`insert into broken_rows values (${group})`.execute(db)
  for (let n = 0; n < 5; n++) await insertDead(`dead ${n}`, true)
  const told: string[] = []
  const messages = createPostgresMessages(db, keys, {
    onStuck: ({ table, uuid }) => void told.push(`${table} ${uuid}`),
  })
  for (let round = 0; round < 3; round++) while ((await messages.erase(limit)) === limit);
  expect(await stored()).toEqual(['broken 1', 'broken 2'])
  const { rows: groups } = await sql<{ uuid: string }>`
    select uuid from message_groups where expires_at <= now()`.execute(db)
  expect(groups).toEqual([{ uuid: group }])
  expect(new Set(told).size).toBe(3)
  expect(told).toHaveLength(3)
  expect(told).toContain(`message_groups ${group}`)
})

it('a person who cannot be forgotten keeps nobody else', async () => {
  await sql`truncate broken_rows, messages, message_groups cascade`.execute(db)
  const messages = createPostgresMessages(db, keys)
  const people: string[] = []
  for (const text of ['broken', 'canary']) {
    const [from, to] = [await insertPerson(db), await insertPerson(db)]
    await messages.send({ from, to, text })
    if (text === 'broken') await breakMessageOf(from)
    // Recorded by a store that does not delete messages with accounts.
    await sql`insert into deleted_accounts (sub, user_uuid, expires_at)
      values (${randomUUID()}, ${from}, now() + interval '1 hour')`.execute(db)
    people.push(from)
  }
  onTestFinished(() => void sql`delete from deleted_accounts`.execute(db))
  await expect(messages.erase(10)).rejects.toThrow('broken row')
  expect(await stored()).toEqual(['broken'])
  const { rows } = await sql`select user_uuid from deleted_accounts where user_uuid is not null`.execute(db)
  expect(rows).toEqual([{ user_uuid: people[0] }])
})
