/**
 * How far a stream has come: everything is told that was written by transactions older than `horizon`, PostgreSQL's oldest
 * that was still running when it was looked at. Later ones may be told again; that is harmless, and nothing is lost however
 * commits are ordered.
 */
export type Position = {
  /** When, by the database's clock, in milliseconds. */
  at: number
  /** A transaction's id, in decimal. */
  horizon: string
}

/** Milliseconds for which a position can be resumed from. Events are kept for longer, so that none of them is missing. */
export const resumableFor = 5 * 60_000

/** As the id of an event. */
export const formatPosition = ({ at, horizon }: Position): string => `${at}-${horizon}`

/** Null for what `formatPosition` cannot have made. */
export function parsePosition(id: string): Position | null {
  const [, at, horizon] = /^(\d{1,15})-(\d{1,18})$/.exec(id) ?? []
  return at && horizon ? { at: Number(at), horizon } : null
}
