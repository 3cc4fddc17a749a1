import { type RawBuilder, sql } from 'kysely'

/** A table whose rows are erased when `column`, plus `keptFor` if given, has passed. */
export type ExpiringTable = {
  table: string
  column: string
  /** A PostgreSQL interval. */
  keptFor?: string
  /** A condition that rows must meet as well. */
  only?: RawBuilder<boolean>
  /**
   * It holds words of people, and the promise to forget on time is measured by it (lags.store.ts). After a start nothing is
   * served until what had expired in it is erased.
   */
  promised?: true
  /** What is erased first. Rows that have waited longest, unless given. */
  order?: RawBuilder<unknown>
}

/**
 * What expires: add your table here if its rows are to be erased some day. A test fails for a table that has an expiry
 * column and is not in this list. Messages are erased by their store.
 */
export const expiringTables: readonly ExpiringTable[] = [
  // Replies before what they answer: deleting a crud deletes its replies too, and one statement must not grow without bound.
  { table: 'public.activities', column: 'expires_at', promised: true, order: sql`expires_at, created_at desc` },
  { table: 'public.idempotency_keys', column: 'expires_at' },
  { table: 'public.notifications', column: 'created_at', keptFor: '30 days' },
  { table: 'public.notifications', column: 'created_at', keptFor: '1 day', only: sql`kind = 'receipt'` },
  { table: 'public.erasure_hours', column: 'expires_at' },
  // Counts messages in DynamoDB.
  { table: 'public.message_endings', column: 'expires_at' },
  { table: 'public.reports', column: 'expires_at', promised: true },
  { table: 'public.suspensions', column: 'ends_at' },
  { table: 'public.invitations', column: 'expires_at' },
  { table: 'public.report_audits', column: 'created_at', keptFor: '1 year' },
  // Rows are needed until the identity provider and the message store have forgotten the person.
  { table: 'public.deleted_accounts', column: 'expires_at', only: sql`finished and user_uuid is null` },
  // Erasing one frees the handle.
  { table: 'public.retired_handles', column: 'expires_at' },
  // Longer than a stream can be resumed (stream-position.ts).
  { table: 'public.stream_events', column: 'created_at', keptFor: '10 minutes' },
  { table: 'public.muted_words', column: 'expires_at' },
  { table: 'public.push_notes', column: 'expires_at' },
  { table: 'public.push_subscriptions', column: 'expires_at' },
  { table: 'public.imported_rows', column: 'expires_at' },
  { table: 'public.subject_changes', column: 'created_at', keptFor: '1 year' },
  { table: 'public.rate_counts', column: 'expires_at' },
  { table: 'auth.sign_ups', column: 'expires_at' },
  // Erasing one frees the handle of a sign-up that nobody confirmed.
  { table: 'auth.held_handles', column: 'expires_at' },
  { table: 'auth.known_browsers', column: 'expires_at' },
  { table: 'auth.reset_codes', column: 'expires_at' },
  { table: 'auth.passkey_challenges', column: 'expires_at' },
  { table: 'auth.attempts', column: 'expires_at' },
  { table: 'auth.signing_keys', column: 'expires_at' },
  { table: 'auth.session', column: 'expiresAt' },
  // Longer than an access token is valid.
  { table: 'auth.ended_sessions', column: 'expires_at' },
  { table: 'auth.cognito_sessions', column: 'expires_at' },
  { table: 'auth.cognito_sign_ups', column: 'expires_at' },
  { table: 'auth.ended_people', column: 'expires_at' },
]
