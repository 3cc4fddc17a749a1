import { AppError } from '@cruddur/contract/app-error'
import { formatUuid } from '@cruddur/contract/uuids'
import type { ListPosition, Page } from '@cruddur/storage/page'

/** What a link to the next page needs of a request. */
export type Addressed = { url: string }

/** What a link to the next page needs of a reply. */
export type WithHeaders = { header(name: 'link', value: string): unknown }

export function pageOf(query: { limit: number; cursor?: string | undefined }): Page {
  return {
    limit: query.limit,
    after: query.cursor === undefined ? undefined : decodeCursor(query.cursor),
  }
}

/** Cuts a list that was read with at least one item too many to the page, and links to the next page if there is one. */
export function sendPage<Item extends ListPosition & { hidden?: true }>(
  items: Item[],
  page: Page,
  request: Addressed,
  reply: WithHeaders,
) {
  const { shown, next } = cutToPage(items, page)
  if (next) linkToNext({ limit: page.limit, cursor: next }, request, reply)
  return shown
}

/**
 * Cuts a list that was read with at least one item too many to the page. Items that are hidden count, and are not shown.
 *
 * @returns `next` is the cursor of the page after it, if there is one
 */
export function cutToPage<Item extends ListPosition & { hidden?: true }>(
  items: Item[],
  page: Page,
): { shown: Item[]; next?: string } {
  const cut = items.slice(0, page.limit)
  const shown = cut.filter(({ hidden }) => !hidden)
  const last = cut.at(-1)
  return items.length > page.limit && last ? { shown, next: encodeCursor(last) } : { shown }
}

/**
 * Links to the next page in a `Link: <...>; rel="next"` header (RFC 8288). The link is relative to the request's own
 * address (RFC 8288, 3.1), and repeats its other parameters.
 */
export function linkToNext(
  { limit, cursor }: { limit: number; cursor: string },
  request: Addressed,
  reply: WithHeaders,
): void {
  const [path, query] = request.url.split('?', 2)
  const next = new URLSearchParams(query)
  next.set('limit', String(limit))
  next.set('cursor', cursor)
  reply.header('link', `<${path}?${next}>; rel="next"`)
}

/** 8 bytes of milliseconds and 16 of UUID in base64url: 32 characters, opaque to clients. */
export function encodeCursor({ at, uuid }: ListPosition): string {
  const milliseconds = Date.parse(at).toString(16).padStart(16, '0')
  return Buffer.from(milliseconds + uuid.replaceAll('-', ''), 'hex').toString('base64url')
}

/** @throws AppError `cursor_invalid` for anything that `encodeCursor` cannot have made */
export function decodeCursor(cursor: string): ListPosition {
  const digits = Buffer.from(cursor, 'base64url').toString('hex')
  const time = digits.length === 48 ? Number.parseInt(digits.slice(0, 16), 16) : Number.NaN
  // Years 1970 to 9999: beyond them ISO 8601 has other forms.
  if (!(time < 253_402_300_800_000)) throw new AppError('cursor_invalid')
  return { at: new Date(time).toISOString(), uuid: formatUuid(digits.slice(16)) }
}
