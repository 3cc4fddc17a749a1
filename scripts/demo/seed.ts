import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { parseMessage } from '@cruddur/contract/rich-text'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { createPasswords } from '../../apps/api/src/features/identity/embedded/passwords.ts'
import { conversations } from './conversations.ts'
import { type DemoReply, secondsOf } from './crud.ts'
import { crudsOfBefore } from './cruds-of-before.ts'
import { crudsOfNow } from './cruds-of-now.ts'
import { insertConversation } from './insert-conversation.ts'
import { people } from './people.ts'
import { dateNotifications, insertFollows, insertReactions } from './ties.ts'

/** The password of everybody in the demo. */
export const demoPassword = 'forget-me-not'

export function emailOf(handle: string): string {
  return `${handle}@demo.example`
}

/**
 * Fills an empty database with a community. It uses SQL, because the API cannot publish in the past. Does nothing when the
 * people exist already.
 */
export async function seedDemo({ db, keys }: { db: Db; keys: KeyRing }): Promise<void> {
  const password = await createPasswords().hash(demoPassword)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql`select 1 from users limit 1`.execute(tx)
    if (rows.length > 0) return
    for (const person of people) await insertPerson(tx, person, password)
    await insertFollows(tx)
    for (const crud of [...crudsOfNow, ...crudsOfBefore]) await insertCrud({ db: tx, keys }, crud, crud.lifetime, null)
    for (const conversation of conversations) await insertConversation({ db: tx, keys }, conversation, new Date())
    await dateNotifications(tx)
  })
}

async function insertPerson(db: Db, { handle, name, bio, joined }: (typeof people)[number], password: string) {
  await sql`
    with account as (
      insert into auth."user" (name, email, "emailVerified", handle)
      values (${name}, ${emailOf(handle)}, true, ${handle}) returning id
    ), credentials as (
      insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt")
      select id::text, 'credential', id, ${password}, now() from account
    )
    insert into users (cognito_user_uuid, handle, display_name, bio, created_at)
    select id, ${handle}, ${name}, ${bio}, now() - ${joined} * interval '1 day' from account`.execute(db)
}

/** A reply expires with its thread, so it has the lifetime of the thread's first crud, counted from that one's publication. */
async function insertCrud(
  { db, keys }: { db: Db; keys: KeyRing },
  crud: DemoReply & { reposts?: number },
  lifetime: Lifetime,
  parent: string | null,
) {
  const { by, age, message, likes = 0, reposts = 0, replies = [] } = crud
  const { mentions } = parseMessage(message)
  const { uuid, created_at, expires_at } = await selectTimes(db, { age: secondsOf(age), lifetime, parent })
  const sealed = sealCrud(keys, { uuid, message, endsAt: new Date(expires_at) })
  await sql`
    with a as (
      insert into activities (uuid, user_uuid, sealed, words, reply_to_activity_uuid, replies_count, created_at, expires_at)
      select ${uuid}::uuid, users.uuid, ${sealed.sealed}, ${sealed.words}::bigint[], ${parent}::uuid, ${replies.length},
        ${created_at}::timestamptz, ${expires_at}::timestamptz
      from users where handle = ${by}
      returning *
    ), tagged as (
      insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at)
      select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.user_uuid, a.created_at
      from a, ${tagRows([sealed])}
    )
    insert into activity_mentions (activity_uuid, user_uuid)
    select a.uuid, users.uuid from a, users where handle = any (${mentions}::text[])`.execute(db)
  await insertReactions(db, uuid, { likes, reposts, salt: message })
  for (const reply of replies) await insertCrud({ db, keys }, reply, lifetime, uuid)
}

async function selectTimes(db: Db, crud: { age: number; lifetime: Lifetime; parent: string | null }) {
  const { rows } = await sql<{ uuid: string; created_at: string; expires_at: string }>`
    select uuidv7() as uuid, at as created_at, coalesce(
      (select expires_at from live_activities where uuid = ${crud.parent}::uuid),
      at + ${lifetimeSeconds[crud.lifetime]} * interval '1 second') as expires_at
    from (select date_trunc('milliseconds', now()) - ${crud.age} * interval '1 second' as at) created`.execute(db)
  return rows[0] as (typeof rows)[number]
}
