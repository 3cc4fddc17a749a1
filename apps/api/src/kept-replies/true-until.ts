/**
 * A reply, and when it stops being true: milliseconds since 1970, by the database's clock. Infinity if it depends on nothing that ends, and
 * -Infinity if it is true for nobody else.
 */
export type TrueUntil<Shown> = { shown: Shown; until: number }

/** A reply that is sent to nobody but who asked for it. */
export const notKept = <Shown>(shown: Shown): TrueUntil<Shown> => ({ shown, until: Number.NEGATIVE_INFINITY })

/** When the first of some cruds ends. Instants of the database are texts of one length, so they are compared as they are. */
export function firstEnd(cruds: readonly { expires_at: string }[]): number {
  let first: string | null = null
  for (const { expires_at } of cruds) if (first === null || expires_at < first) first = expires_at
  return endAt(first)
}

/** An instant of the database as a time, and Infinity if there is none. */
export const endAt = (instant: string | null): number =>
  instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant)
