import type { Notification } from '@cruddur/contract/notifications'
import { words } from '../../words/words.ts'

/** What was done, by one person or by several. */
export function doneWords({
  kind,
  kinds,
  actors_count,
}: Pick<Notification, 'kind' | 'kinds' | 'actors_count'>): string {
  const { did } = words.notifications
  if (kinds.length < 2) return did[kind](actors_count)
  return actors_count === 1 ? did.likeAndRepost : did.likeOrRepost
}

/** Who did it: "Ada", "Ada and Bo", "Ada and 3 others". */
export function actorNames(names: readonly string[], count: number): string {
  const [first = words.notifications.somebody, second] = names
  if (count <= 1) return first
  if (count === 2 && second !== undefined) return words.notifications.two(first, second)
  return words.notifications.andOthers(first, count - 1)
}

/** Where a notification leads: to the crud that it is about, to whoever followed, or to the line of a receipt. */
export function addressOf(
  { kind, handle, uuid, actors, actors_count, receipt_minute }: Notification,
  self: string,
): string {
  if (receipt_minute) return `/proof?minute=${receipt_minute}`
  if (kind !== 'follow') return `/@${handle}/status/${uuid}`
  return actors_count > 1 ? `/@${self}/followers` : `/@${actors[0]?.handle ?? handle}`
}
