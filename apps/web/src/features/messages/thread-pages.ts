import type { DirectMessage } from '@cruddur/contract/messages'
import type { MessagePage } from './messages.queries.ts'

/** All that is loaded of a thread, oldest first. */
export function threadOf(pages: readonly MessagePage[]): DirectMessage[] {
  return pages.toReversed().flatMap(({ messages }) => messages)
}

const last = (messages: readonly DirectMessage[]): string => messages.at(-1)?.created_at ?? ''

/**
 * The pages of a thread, brought up to date by its latest page as it is now. Gives nothing when more came in between than
 * one page holds: then the thread is to be asked for anew.
 */
export function withLatest(pages: readonly MessagePage[], latest: MessagePage): MessagePage[] | undefined {
  const [newest, ...older] = pages
  if (!newest || newest.messages.length === 0) return older.length === 0 ? [latest] : undefined
  const now = new Map(latest.messages.map((message) => [message.uuid, message]))
  const isJoined = newest.messages.some(({ uuid }) => now.has(uuid)) || latest.next === undefined
  if (!isJoined) return undefined
  // What has been read stays read, and so has all that the same person sent before it.
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

/** Without what is dead by `now`, in epoch milliseconds. The same object when nothing is. */
export function livingIn<P extends MessagePage>(pages: readonly P[], now: number): readonly P[] {
  const lives = ({ expires_at }: DirectMessage) => Date.parse(expires_at) > now
  if (pages.every(({ messages }) => messages.every(lives))) return pages
  return pages.map((page) => ({ ...page, messages: page.messages.filter(lives) }))
}

/** Whether what somebody wrote to the reader has not been read. */
export function isUnread(message: DirectMessage, self: string): boolean {
  return message.handle !== self && !message.read
}
