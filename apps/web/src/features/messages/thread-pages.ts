import type { DirectMessage } from '@cruddur/contract/messages'
import type { MessagePage } from './messages.queries.ts'

/** The messages of all loaded pages, oldest first. */
export function threadOf(pages: readonly MessagePage[]): DirectMessage[] {
  return pages.toReversed().flatMap(({ messages }) => messages)
}

const last = (messages: readonly DirectMessage[]): string => messages.at(-1)?.created_at ?? ''

/**
 * Merges the latest page as it is now into the cached pages of a thread. Returns undefined when more messages came than
 * one page holds: then the whole thread has to be fetched again.
 */
export function withLatest(pages: readonly MessagePage[], latest: MessagePage): MessagePage[] | undefined {
  const [newest, ...older] = pages
  if (!newest || newest.messages.length === 0) return older.length === 0 ? [latest] : undefined
  const now = new Map(latest.messages.map((message) => [message.uuid, message]))
  const isJoined = newest.messages.some(({ uuid }) => now.has(uuid)) || latest.next === undefined
  if (!isJoined) return undefined
  // If a message is read, so is everything that the same person sent before it.
  const readUpTo = new Map<string, string>()
  for (const { handle, read, created_at } of latest.messages) if (read) readUpTo.set(handle, created_at)
  const marked = (message: DirectMessage): DirectMessage => {
    const known = now.get(message.uuid) ?? message
    return known.read || known.created_at > (readUpTo.get(known.handle) ?? '') ? known : { ...known, read: true }
  }
  const known = new Set(newest.messages.map(({ uuid }) => uuid))
  const fresh = latest.messages.filter(({ uuid, created_at }) => !known.has(uuid) && created_at > last(newest.messages))
  return [
    { ...newest, messages: [...newest.messages.map(marked), ...fresh] },
    ...older.map((page) => ({ ...page, messages: page.messages.map(marked) })),
  ]
}

/** The pages without what has expired by `now`, in epoch milliseconds. The same object when nothing has. */
export function livingIn<P extends MessagePage>(pages: readonly P[], now: number): readonly P[] {
  const lives = ({ expires_at }: DirectMessage) => Date.parse(expires_at) > now
  if (pages.every(({ messages }) => messages.every(lives))) return pages
  return pages.map((page) => ({ ...page, messages: page.messages.filter(lives) }))
}

/** Whether a message is to the reader and unread. */
export function isUnread(message: DirectMessage, self: string): boolean {
  return message.handle !== self && !message.read
}
