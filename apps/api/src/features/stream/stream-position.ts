/**
 * How far a stream has come: it has sent every event of transactions older than `horizon`, the oldest transaction that was
 * still running at the last look. Later events may be sent again, which is harmless. Nothing is lost in whatever order
 * transactions commit.
 */
export type StreamPosition = {
  /** When, by the database's clock, in milliseconds since 1970. */
  at: number
  /** A transaction's id, in decimal. */
  horizon: string
}

/** For how long a position can be resumed from. Events are kept for longer (expiring-tables.ts), so that none is missing. */
export const resumableForMs = 5 * 60_000

/** The position as the id of an event. */
export function formatPosition({ at, horizon }: StreamPosition): string {
  return `${at}-${horizon}`
}

/** Null for an id that `formatPosition` cannot have made. */
export function parsePosition(id: string): StreamPosition | null {
  const [, at, horizon] = /^(\d{1,15})-(\d{1,18})$/.exec(id) ?? []
  return at && horizon ? { at: Number(at), horizon } : null
}
