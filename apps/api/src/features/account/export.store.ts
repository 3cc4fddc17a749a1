import type { Face } from '@cruddur/contract/users/face'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { openReport, type SealedWords } from '../../keys/sealed-report.ts'
import { crudColumns } from '../../visibility/activity-columns.ts'
import { isFindable, isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

/** A row of the export. `gone_at`, which is not exported, is the deadline of the crud that it is or refers to. */
export type ExportRow = Record<string, unknown> & { gone_at: string | null }

export type ExportedProfile = Record<'uuid' | 'handle' | 'display_name' | 'bio' | 'created_at', string> & {
  face: Face | null
  default_lifetime: string | null
  welcomed_at: string | null
  wants_receipts: boolean
}

const reactions = (table: 'likes' | 'reposts') => (sub: string) =>
  sql`
  select r.activity_uuid, u.handle, r.created_at, a.expires_at as gone_at
  from ${sql.table(table)} r join live_activities a on a.uuid = r.activity_uuid join users u on u.uuid = a.user_uuid
  where r.user_uuid = ${reader} and ${isNotBlocked(sub)} order by r.created_at, a.uuid`

const people =
  (table: string, from: string, to: string, visible = isNotBlocked) =>
  (sub: string) =>
    sql`
  select u.handle, r.created_at, null as gone_at from ${sql.table(table)} r join users u on u.uuid = ${sql.ref(`r.${to}`)}
  where ${sql.ref(`r.${from}`)} = ${reader} and ${visible(sub)} order by r.created_at, u.uuid`

/**
 * Everything that is stored about the reader, the oldest first. Of other people it has the handles, never their words, and
 * only if no block hides them from the reader.
 */
const sections = {
  cruds: (sub: string) => sql`
    select ${crudColumns(sub)}, a.expires_at as gone_at
    from live_activities a join users u on u.uuid = a.user_uuid
    where a.user_uuid = ${reader} order by a.created_at, a.uuid`,
  likes: reactions('likes'),
  reposts: reactions('reposts'),
  following: people('follows', 'follower_uuid', 'followed_uuid'),
  followers: people('follows', 'followed_uuid', 'follower_uuid'),
  muted: people('mutes', 'user_uuid', 'muted_uuid'),
  blocked: people('blocks', 'user_uuid', 'blocked_uuid', isFindable),
  muted_words: () => sql`
    select term, created_at, expires_at, expires_at as gone_at from live_muted_words
    where user_uuid = ${reader} order by created_at, uuid`,
  passkeys: (sub: string) => sql`
    select name, created_at, last_used_at, null as gone_at from auth.passkeys where user_id = ${sub} order by id`,
  notifications: (sub: string) => sql`
    select n.kind, u.handle as actor_handle, n.activity_uuid, n.created_at, n.read_at, a.expires_at as gone_at
    from live_notifications n join users u on u.uuid = n.actor_uuid left join live_activities a on a.uuid = n.activity_uuid
    where n.user_uuid = ${reader} and ${isNotBlocked(sub)} order by n.created_at, n.uuid`,
  // A report may outlive its crud; then it refers to nothing.
  reports: (sub: string) => sql`
    select u.handle, a.uuid as activity_uuid, r.reason, r.uuid as report_uuid, r.sealed_note, r.plain_note,
      r.created_at, r.expires_at, r.expires_at as gone_at
    from live_reports r join users u on u.uuid = r.reported_uuid left join live_activities a on a.uuid = r.activity_uuid
    where r.reporter_uuid = ${reader} and ${isFindable(sub)} order by r.created_at, r.uuid`,
} as const
export type Section = keyof typeof sections
export const sectionNames = Object.keys(sections) as Section[]

/**
 * The person of a subject, the instant of the transaction, and a clock that goes on from the database's, in milliseconds
 * since 1970. Null for a deleted account.
 */
export async function selectExportedProfile(
  db: Db,
  sub: string,
): Promise<{ profile: ExportedProfile; now: string; clock: () => number } | null> {
  // Before the question, so that the clock is never behind the database's.
  const started = performance.now()
  const { rows } = await sql<ExportedProfile & { now: string; since: string }>`
    select uuid, handle, display_name, bio, face, created_at, default_lifetime, welcomed_at, wants_receipts,
      now() as now, clock_timestamp() as since
    from users
    where cognito_user_uuid = ${sub}`.execute(db)
  if (!rows[0]) return null
  const { now, since, ...profile } = rows[0]
  return { profile, now, clock: () => Date.parse(since) + performance.now() - started }
}

/** Opens a cursor on a section, for `fetchRows` in the same transaction. */
export async function openSection(transaction: Db, section: Section, sub: string): Promise<void> {
  await sql`
    declare export no scroll cursor for with ${readerRow(sub)} ${sections[section](sub)}`.execute(transaction)
}

/** The next rows of the open section, their words opened: none if none of them can be. Null at its end. */
export async function fetchRows(
  transaction: Db,
  keys: KeyRing,
  section: Section,
  count: number,
): Promise<ExportRow[] | null> {
  const { rows } = await sql<ExportRow>`fetch ${sql.lit(count)} from export`.execute(transaction)
  if (rows.length === 0) return null
  if (section === 'cruds') return openCruds(keys, rows as (Pick<ExportRow, 'gone_at'> & SealedRow)[])
  return section === 'reports' ? rows.map((row) => openOwnReport(keys, row as OwnReport)) : rows
}

type OwnReport = ExportRow & Pick<SealedWords, 'sealed_note' | 'plain_note'> & { report_uuid: string }

/** Without the evidence, which is the words of somebody else. */
function openOwnReport(keys: KeyRing, { report_uuid, sealed_note, plain_note, ...report }: OwnReport): ExportRow {
  const words = { sealed_note, plain_note, sealed_evidence: null, plain_evidence: null }
  return { ...report, note: openReport(keys, report_uuid, words).note }
}

export async function closeSection(transaction: Db): Promise<void> {
  await sql`close export`.execute(transaction)
}
