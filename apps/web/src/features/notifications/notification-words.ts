import type { Notification } from '@cruddur/contract/notifications'
import { words } from '../../words/words.ts'

type Kind = Notification['kind']

const kindWords: Readonly<Record<Kind, string>> = {
  like: 'liked your crud',
  repost: 'reposted your crud',
  reply: 'replied to you',
  follow: 'followed you',
  mention: 'mentioned you',
  receipt: words.receipts.ended,
}

/** What was done, by one person or by several. */
export function doneWords({
  kind,
  kinds,
  actors_count,
}: Pick<Notification, 'kind' | 'kinds' | 'actors_count'>): string {
  if (kinds.length < 2) return kindWords[kind]
  return actors_count === 1 ? 'liked and reposted your crud' : 'liked or reposted your crud'
}

/** Who did it: "Ada", "Ada and Bo", "Ada and 3 others". */
export function actorNames(names: readonly string[], count: number): string {
  const [first = 'Somebody', second] = names
  if (count <= 1) return first
  if (count === 2 && second !== undefined) return `${first} and ${second}`
  return `${first} and ${count - 1} ${count === 2 ? 'other' : 'others'}`
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
