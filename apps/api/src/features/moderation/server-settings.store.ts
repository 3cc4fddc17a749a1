import type { SignUpMode } from '@cruddur/storage/accounts/sign-up-rules.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Moderator } from '../../moderators/moderator-of.ts'

const actions = { open: 'open_sign_up', invited: 'invite_only', closed: 'close_sign_up' } as const

/** Changes who can sign up, and records it if that is new. */
export async function updateSignUpModeAudited(db: Db, { handle }: Moderator, mode: SignUpMode): Promise<void> {
  await sql`
    with changed as (update server_settings set sign_up = ${mode} where sign_up <> ${mode} returning 1)
    insert into report_audits (moderator_handle, action) select ${handle}, ${actions[mode]} from changed`.execute(db)
}
