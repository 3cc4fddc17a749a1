import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Caller } from '../../../../http/caller.ts'
import type { SessionSummary } from '../../identity.port.ts'
import type { TokenHashes } from '../../sessions/refresh-token.ts'
import type { RotatingSession } from '../../sessions/rotation.ts'

/** Days. Cognito may end a session earlier: it counts from the sign-in, as the client of the pool says. */
const lifetimeDays = { unused: 30, total: 180 }

/** Seconds after a rotation in which the replaced token is still accepted, for another tab or a retry. */
const reuseGrace = 30

/** The state of a session by Cognito's latest tokens. */
export type TokenState = {
  /** Cognito's refresh token, sealed by the family of ours. */
  sealedToken: string
  /** Seconds since 1970 when its latest access token expires. */
  tokensExpireAt: number
}

export type StoredSession = RotatingSession & { id: string; sub: string; sealedToken: string; expiresIn: number }

const columns = sql`id, sub, token, previous_token as "previousToken", rotation_salt as "rotationSalt",
  coalesce(rotated_at > now() - ${reuseGrace} * interval '1 second', false) as "isFresh", sealed_token as "sealedToken",
  greatest(0, extract(epoch from expires_at - now()))::integer as "expiresIn"`

const ofToken = ({ family }: TokenHashes) => sql`family = ${family} and expires_at > now()`

export async function insertSession(
  db: Db,
  session: TokenHashes & TokenState & { id: string; sub: string; isNamed: boolean; device: string },
): Promise<StoredSession> {
  const { id, sub, family, token, sealedToken, isNamed, tokensExpireAt, device } = session
  const { rows } = await sql<StoredSession>`
    insert into auth.cognito_sessions
      (id, sub, family, token, sealed_token, is_named, tokens_expire_at, device, expires_at)
    values (${id}, ${sub}, ${family}, ${token}, ${sealedToken}, ${isNamed}, to_timestamp(${tokensExpireAt}), ${device},
      now() + ${lifetimeDays.unused} * interval '1 day')
    returning ${columns}`.execute(db)
  return rows[0] as StoredSession
}

/** The session of a token, whether the token is its current one or not. */
export async function selectSession(db: Db, hashes: TokenHashes): Promise<StoredSession | null> {
  const { rows } = await sql<StoredSession>`
    select ${columns} from auth.cognito_sessions where ${ofToken(hashes)}`.execute(db)
  return rows[0] ?? null
}

/** The same, locked until the transaction ends. */
export async function selectSessionForUpdate(db: Db, hashes: TokenHashes): Promise<StoredSession | null> {
  const { rows } = await sql<StoredSession>`
    select ${columns} from auth.cognito_sessions where ${ofToken(hashes)} for update`.execute(db)
  return rows[0] ?? null
}

/** Extends a session that has new tokens of Cognito. Replaces our own token too, if one is given. */
export async function updateSession(
  db: Db,
  id: string,
  { sealedToken, tokensExpireAt }: TokenState,
  replaced?: { token: string; salt: string },
): Promise<StoredSession | null> {
  const rotated = replaced
    ? sql`, previous_token = token, token = ${replaced.token}, rotation_salt = ${replaced.salt}, rotated_at = now()`
    : sql``
  const { rows } = await sql<StoredSession>`
    update auth.cognito_sessions set sealed_token = ${sealedToken}, last_seen_at = now(),
      tokens_expire_at = greatest(tokens_expire_at, to_timestamp(${tokensExpireAt})),
      expires_at = least(now() + ${lifetimeDays.unused} * interval '1 day',
        created_at + ${lifetimeDays.total} * interval '1 day')${rotated}
    where id = ${id} returning ${columns}`.execute(db)
  return rows[0] ?? null
}

/** Links a kept session to the new session that Cognito has begun for it. */
export async function updateSessionId(
  db: Db,
  from: string,
  { id, isNamed, sealedToken, tokensExpireAt }: TokenState & { id: string; isNamed: boolean },
): Promise<void> {
  await sql`
    update auth.cognito_sessions set id = ${id}, is_named = ${isNamed}, sealed_token = ${sealedToken},
      tokens_expire_at = to_timestamp(${tokensExpireAt})
    where id = ${from}`.execute(db)
}

export async function selectSessions(db: Db, sub: string): Promise<SessionSummary[]> {
  const { rows } = await sql<SessionSummary>`
    select id, device, ${isoText('created_at')} as "signedInAt", ${isoText('last_seen_at')} as "lastSeenAt"
    from auth.cognito_sessions where sub = ${sub} and expires_at > now()
    order by last_seen_at desc, id`.execute(db)
  return rows
}

const isoText = (column: string) => sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** Ends a session, unless its Cognito token is no longer `sealedToken`. */
export async function deleteStaleSession(
  db: Db,
  { id, sealedToken }: { id: string; sealedToken: string },
): Promise<void> {
  await sql`delete from auth.cognito_sessions where id = ${id} and sealed_token = ${sealedToken}`.execute(db)
}

/** Ends one session of a person. Returns false if it is not theirs, or has ended. */
export async function deleteSession(db: Db, { sub, id }: { sub: string; id: string }): Promise<boolean> {
  const { rows } = await sql`delete from auth.cognito_sessions where id = ${id} and sub = ${sub} returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/**
 * Ends every session of a person but `kept`, and invalidates all access tokens issued up to now. The kept session gets a new
 * one.
 */
export async function deleteSessions(db: Db, sub: string, kept: string | null = null): Promise<void> {
  await sql`
    with gone as (delete from auth.cognito_sessions where sub = ${sub} and id is distinct from ${kept}::uuid)
    insert into auth.ended_people (sub) values (${sub})
    on conflict (sub) do update set ended_at = now(), expires_at = excluded.expires_at`.execute(db)
}

/**
 * The first second in which an access token must be issued to be accepted: a second later than the end, because Cognito's
 * clock may be ahead of ours.
 */
const acceptedFrom = sql`(ceil(extract(epoch from ended_at)) + 1)::double precision`

/** Seconds since 1970 from which on access tokens of a person are accepted, or 0. */
export async function selectAcceptedFrom(db: Db, sub: string): Promise<number> {
  const { rows } = await sql<{ from: number }>`
    select ${acceptedFrom} as "from" from auth.ended_people where sub = ${sub} and expires_at > now()`.execute(db)
  return rows[0]?.from ?? 0
}

/** The sessions and people that were ended while their access tokens may still be valid. */
export async function selectEnded(db: Db): Promise<(caller: Caller) => boolean> {
  const [sessions, people] = await Promise.all([
    sql<{ id: string }>`select session_id as id from auth.ended_sessions where expires_at > now()`.execute(db),
    sql<{ sub: string; from: number }>`
      select sub, ${acceptedFrom} as "from" from auth.ended_people where expires_at > now()`.execute(db),
  ])
  const endedSessions = new Set(sessions.rows.map(({ id }) => id))
  const acceptedFromOf = new Map(people.rows.map(({ sub, from }) => [sub, from]))
  return ({ sub, sessionId, issuedAt = 0 }) =>
    (sessionId !== undefined && endedSessions.has(sessionId)) || issuedAt < (acceptedFromOf.get(sub) ?? 0)
}
