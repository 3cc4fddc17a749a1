import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Announcement } from './dynamodb-messages.ts'

/** Sends a stream event to both members. Of a message that was sent it keeps when it will be gone, for the counts of what ended. */
export async function insertAnnouncement(
  db: Db,
  { kind, group, members: [one, other], message, endsAt }: Announcement,
): Promise<void> {
  if (message) {
    await sql`select tell_of_burnt_message(${message}::uuid, ${group}::uuid, ${one}::uuid, ${other}::uuid)`.execute(db)
    return
  }
  const ending = endsAt
    ? sql`with ending as (
        insert into message_endings values (date_trunc('minute', ${endsAt}::timestamptz) + interval '1 minute')
      )`
    : sql``
  await sql`${ending} select tell_members(${kind}, ${group}::uuid, ${one}::uuid, ${other}::uuid)`.execute(db)
}
