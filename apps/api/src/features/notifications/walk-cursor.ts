import { AppError } from '@cruddur/contract/app-error'
import type { ListPosition } from '@cruddur/storage/page'
import { decodeCursor, encodeCursor } from '../../http/paging.ts'

/** A walk through all pages of groups that grow meanwhile. It leaves out what is newer than the first item of its first page. */
export type Walk = { limit: number; after: (ListPosition & { top: string }) | undefined }

const positionLength = 32

/** The position of a page, followed by the time of the walk's first item, as 8 bytes of milliseconds. */
export function encodeWalk({ top, ...position }: ListPosition & { top: string }): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(Date.parse(top)))
  return encodeCursor(position) + bytes.toString('base64url')
}

/** @throws AppError `cursor_invalid` for anything that `encodeWalk` cannot have made */
export function walkOf({ limit, cursor }: { limit: number; cursor?: string | undefined }): Walk {
  if (cursor === undefined) return { limit, after: undefined }
  const bytes = Buffer.from(cursor.slice(positionLength), 'base64url')
  const position = decodeCursor(cursor.slice(0, positionLength))
  const top = bytes.length === 8 ? Number(bytes.readBigInt64BE()) : Number.NaN
  if (!(top >= Date.parse(position.at) && top < 253_402_300_800_000)) throw new AppError('cursor_invalid')
  return { limit, after: { ...position, top: new Date(top).toISOString() } }
}
