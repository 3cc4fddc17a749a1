import { AppError } from '@cruddur/contract/app-error'
import type { ListPosition } from '@cruddur/storage/page'
import { decodeCursor, encodeCursor } from '../../http/paging.ts'

/** The position of an item in a list that is ordered by rank, then from the newest on. */
export type RankedPosition = ListPosition & { rank: number }
export type RankedPage = { limit: number; after: RankedPosition | undefined }

const positionLength = 32

/** A position, followed by the rank as PostgreSQL's `real` of 4 bytes: it must compare equal when it comes back. */
export function encodeRanked({ rank, ...position }: RankedPosition): string {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatBE(rank)
  return encodeCursor(position) + bytes.toString('base64url')
}

/** @throws AppError `cursor_invalid` for anything that `encodeRanked` cannot have made */
export function rankedPageOf({ limit, cursor }: { limit: number; cursor?: string | undefined }): RankedPage {
  if (cursor === undefined) return { limit, after: undefined }
  const bytes = Buffer.from(cursor.slice(positionLength), 'base64url')
  const rank = bytes.length === 4 ? bytes.readFloatBE() : Number.NaN
  if (!(rank >= 0 && rank < 1000)) throw new AppError('cursor_invalid')
  return { limit, after: { rank, ...decodeCursor(cursor.slice(0, positionLength)) } }
}
