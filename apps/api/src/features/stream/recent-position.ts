import type { Db } from '@cruddur/storage/postgres'
import { selectPosition } from './stream.store.ts'
import { formatPosition, type StreamPosition } from './stream-position.ts'

export type RecentPosition = ReturnType<typeof createRecentPosition>

/** A position may be so old when a reply carries it. A stream that begins there gets so much again that the reply shows. */
const maxAgeMs = 2_000

/**
 * The position that replies carry. While streams are open the pump knows it. Otherwise this server asks the database, at
 * most once in `maxAgeMs` for all requests.
 */
export function createRecentPosition(db: Db) {
  let known: { position: StreamPosition; at: number } | undefined
  let asking: Promise<StreamPosition> | undefined

  function keep(position: StreamPosition): void {
    known = { position, at: performance.now() }
  }

  async function ask(): Promise<StreamPosition> {
    try {
      const position = await selectPosition(db)
      keep(position)
      return position
    } finally {
      asking = undefined
    }
  }

  /** A position that is no later than any query that begins now, if there is a recent one. */
  function recent(): StreamPosition | undefined {
    return known && performance.now() - known.at < maxAgeMs ? known.position : undefined
  }

  /**
   * A position that is no later than any query that begins after this has returned.
   *
   * @throws when the database is away
   */
  async function read(): Promise<StreamPosition> {
    const position = recent()
    if (position) return position
    asking ??= ask()
    return asking
  }

  /** The position as replies carry it, at a state that somebody else has read. */
  function at({ at, horizon }: StreamPosition): string {
    keep({ at, horizon })
    return formatPosition({ at, horizon })
  }

  return { keep, recent, read, at }
}
