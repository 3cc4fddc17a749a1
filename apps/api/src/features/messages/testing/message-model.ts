import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'

export type Side = 0 | 1
export const otherOf = (side: Side): Side => (side === 0 ? 1 : 0)

/** What one of the two sees: the group in their list, the messages in it, and whether there is a group at all. */
export type View = {
  listed: { text: string; unread: number; lifetime: Lifetime }[]
  messages: { from: Side; text: string; read: boolean }[] | null
  found: { unread: number; lifetime: Lifetime } | null
}

type Sent = { from: Side; text: string; nth: number; gone: number }

/** What two people can do, and what they must then see, in the simplest code. Time is in seconds. */
export function createMessageModel() {
  let now = 0
  let sent: Sent[] = []
  let lastAt: number | null = null
  let lifetime: Lifetime = '30-days'
  let read: [number, number] = [-1, -1]
  let blockedBy: Side | null = null
  let count = 0

  const isThere = () => lastAt !== null && now < lastAt + lifetimeSeconds['30-days'] && blockedBy === null
  const living = () => sent.filter(({ gone }) => now < gone)

  return {
    pass(seconds: number): void {
      now += seconds
    },
    /** Whether it is sent. */
    send(from: Side, text: string, toGroup: boolean, ttl?: Lifetime): boolean {
      if (blockedBy !== null || (toGroup && !isThere())) return false
      if (!isThere()) {
        sent = []
        lifetime = '30-days'
        read = [-1, -1]
      }
      if (ttl && lifetimeSeconds[ttl] < lifetimeSeconds[lifetime]) lifetime = ttl
      sent.push({ from, text, nth: count++, gone: now + lifetimeSeconds[lifetime] })
      lastAt = now
      return true
    },
    /** Whether it is marked. `upTo` is a message of `seen`. */
    read(by: Side, upTo: string | undefined): boolean {
      if (!isThere()) return false
      const nth = sent.find(({ text }) => text === upTo)?.nth ?? count - 1
      read[by] = Math.max(read[by], nth)
      return true
    },
    shorten(ttl: Lifetime): boolean {
      if (!isThere() || lifetimeSeconds[ttl] >= lifetimeSeconds[lifetime]) return false
      lifetime = ttl
      return true
    },
    /** Whether it is burnt. */
    burn(by: Side, text: string | undefined): boolean {
      const found = isThere() && living().find((message) => message.text === text && message.from === by)
      sent = sent.filter((message) => message !== found)
      return Boolean(found)
    },
    block(by: Side): void {
      blockedBy ??= by
    },
    unblock(by: Side): void {
      if (blockedBy === by) blockedBy = null
    },
    isThere,
    view(side: Side): View {
      if (!isThere()) return { listed: [], messages: null, found: null }
      const messages = living().map(({ from, text, nth }) => ({ from, text, read: nth <= read[otherOf(from)] }))
      const unread = living().filter(({ from, nth }) => from !== side && nth > read[side]).length
      const last = messages.at(-1)?.text
      const listed = last === undefined ? [] : [{ text: last, unread, lifetime }]
      return { listed, messages, found: { unread, lifetime } }
    },
  }
}
export type MessageModel = ReturnType<typeof createMessageModel>
