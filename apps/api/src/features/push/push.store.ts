import type { PushLanguage } from '@cruddur/contract/push/push'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type NewSubscription = {
  user: string
  sessionId: string | null
  endpoint: string
  p256dh: string
  auth: string
  language: PushLanguage
}

/** More devices than anybody has. The oldest goes when there is one more. */
const maxDevices = 20

/** Keeps a browser's subscription, in place of an earlier one of it, whosever that was. */
export async function upsertSubscription(db: Db, subscription: NewSubscription): Promise<void> {
  const { user, sessionId, endpoint, p256dh, auth, language } = subscription
  await sql`
    insert into push_subscriptions (user_uuid, session_id, endpoint, p256dh, auth, language)
    values (${user}, ${sessionId}, ${endpoint}, ${p256dh}, ${auth}, ${language})
    on conflict (endpoint) do update set user_uuid = excluded.user_uuid, session_id = excluded.session_id,
      p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language, expires_at = excluded.expires_at`.execute(
    db,
  )
}

/** Ends the oldest of a person's subscriptions when they have too many. */
export async function deleteOldestSubscriptions(db: Db, user: string): Promise<void> {
  await sql`
    delete from push_subscriptions where uuid in (
      select uuid from push_subscriptions where user_uuid = ${user} order by created_at desc, uuid desc offset ${maxDevices}
    )`.execute(db)
}

export async function deleteSubscription(db: Db, user: string, endpoint: string): Promise<void> {
  await sql`delete from push_subscriptions where endpoint = ${endpoint} and user_uuid = ${user}`.execute(db)
}
