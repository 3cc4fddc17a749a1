import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Announcement } from './dynamodb-messages.ts'

/** Sends a stream event to both members. */
export async function insertAnnouncement(
  db: Db,
  { kind, group, members: [one, other], message }: Announcement,
): Promise<void> {
  if (message) {
    await sql`select tell_of_burnt_message(${message}::uuid, ${group}::uuid, ${one}::uuid, ${other}::uuid)`.execute(db)
    return
  }
  await sql`select tell_members(${kind}, ${group}::uuid, ${one}::uuid, ${other}::uuid)`.execute(db)
}
