import { sql } from 'kysely'

/** Where each relation is kept, from whom and to whom. A closed list: the names stand in SQL. */
export const relationTables = {
  follow: { rows: sql.table('follows'), from: sql.ref('follower_uuid'), to: sql.ref('followed_uuid') },
  mute: { rows: sql.table('mutes'), from: sql.ref('user_uuid'), to: sql.ref('muted_uuid') },
  block: { rows: sql.table('blocks'), from: sql.ref('user_uuid'), to: sql.ref('blocked_uuid') },
} as const
export type Relation = keyof typeof relationTables
