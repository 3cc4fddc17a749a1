import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { SessionSummary } from '../../identity.port.ts'
import type { TokenHashes } from '../../sessions/refresh-token.ts'
import type { RotatingSession } from '../../sessions/rotation.ts'

/** Days. A refresh extends a session to 30 days from now, and to 180 days from its start at most. */
const lifetimeDays = { unused: 30, total: 180 }

/** Seconds after a rotation in which the replaced token is still accepted, for another tab or a retry. */
const reuseGrace = 30

/** What `issue` needs to know of a session. */
export type StoredSession = {
  id: string
  sub: string
  /** Seconds since 1970. */
  signedInAt: number
  /** Seconds. */
  expiresIn: number
}

export type LockedSession = RotatingSession & { id: string }

const stored = sql`id, "userId" as sub, extract(epoch from "createdAt")::double precision as "signedInAt",
  greatest(0, extract(epoch from "expiresAt" - now()))::integer as "expiresIn"`

const extended = sql`last_seen_at = now(), "updatedAt" = now(),
  "expiresAt" = least(now() + ${lifetimeDays.unused} * interval '1 day',
    "createdAt" + ${lifetimeDays.total} * interval '1 day')`

/** The session of a token, whether the token is its current one or not. Older sessions have no family yet. */
const ofToken = ({ family, token }: TokenHashes) =>
  sql`(family = ${family} or (family is null and token = ${token})) and "expiresAt" > now()`

/** @throws a violation of the foreign key if the account does not exist any more */
export async function insertSession(
  db: Db,
  { sub, family, token, device }: TokenHashes & { sub: string; device: string },
): Promise<StoredSession> {
  const { rows } = await sql<StoredSession>`
    insert into auth.session ("userId", family, token, "userAgent", "updatedAt", "expiresAt")
    values (${sub}, ${family}, ${token}, ${device}, now(), now() + ${lifetimeDays.unused} * interval '1 day')
    returning ${stored}`.execute(db)
  return rows[0] as StoredSession
}

/** Locks the session of a token until the transaction ends. */
export async function selectSessionForUpdate(db: Db, hashes: TokenHashes): Promise<LockedSession | null> {
  const { rows } = await sql<LockedSession>`
    select id, token, previous_token as "previousToken", rotation_salt as "rotationSalt",
      coalesce(rotated_at > now() - ${reuseGrace} * interval '1 second', false) as "isFresh"
    from auth.session where ${ofToken(hashes)} for update`.execute(db)
  return rows[0] ?? null
}

/** Extends a session, and keeps its token. */
export async function updateSession(db: Db, id: string): Promise<StoredSession | null> {
  const { rows } = await sql<StoredSession>`
    update auth.session set ${extended} where id = ${id} returning ${stored}`.execute(db)
  return rows[0] ?? null
}

/** Extends a session, and replaces its token. */
export async function updateSessionToken(
  db: Db,
  id: string,
  { family, token, salt }: TokenHashes & { salt: string },
): Promise<StoredSession | null> {
  const { rows } = await sql<StoredSession>`
    update auth.session set ${extended}, family = ${family}, token = ${token}, previous_token = token,
      rotation_salt = ${salt}, rotated_at = now()
    where id = ${id} returning ${stored}`.execute(db)
  return rows[0] ?? null
}

/** The session of a token, or null. */
export async function selectSessionId(db: Db, hashes: TokenHashes): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from auth.session where ${ofToken(hashes)}`.execute(db)
  return rows[0]?.id ?? null
}

export async function selectSessions(db: Db, sub: string): Promise<SessionSummary[]> {
  const { rows } = await sql<SessionSummary>`
    select id, coalesce("userAgent", '') as device, ${isoText('"createdAt"')} as "signedInAt",
      ${isoText('last_seen_at')} as "lastSeenAt"
    from auth.session where "userId" = ${sub} and "expiresAt" > now()
    order by last_seen_at desc, id`.execute(db)
  return rows
}

const isoText = (column: string) => sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** Ends one session of a person. Returns false if it is not theirs, or has ended. */
export async function deleteSession(db: Db, { sub, id }: { sub: string; id: string }): Promise<boolean> {
  const { rows } = await sql`delete from auth.session where id = ${id} and "userId" = ${sub} returning 1`.execute(db)
  return rows.length > 0
}

export async function deleteSessionById(db: Db, id: string): Promise<void> {
  await sql`delete from auth.session where id = ${id}`.execute(db)
}

export async function deleteSessionOfToken(db: Db, hashes: TokenHashes): Promise<void> {
  await sql`delete from auth.session where ${ofToken(hashes)}`.execute(db)
}

export async function deleteSessionsOfOwner(db: Db, hashes: TokenHashes): Promise<void> {
  await sql`
    delete from auth.session where "userId" = (select "userId" from auth.session where ${ofToken(hashes)})`.execute(db)
}

export async function deleteSessions(db: Db, sub: string): Promise<void> {
  await sql`delete from auth.session where "userId" = ${sub}`.execute(db)
}
