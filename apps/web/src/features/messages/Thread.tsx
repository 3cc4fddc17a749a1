import type { DirectMessage } from '@cruddur/contract/messages'
import type { UserShort } from '@cruddur/contract/users'
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { serverClock } from '../../client/clock/server-clock.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { announce } from '../../ui/announce.ts'
import { words } from '../../words/words.ts'
import { byDay, dayWords } from './days.ts'
import { MessageBubble } from './MessageBubble.tsx'
import { PendingMessages, usePendingMessages } from './PendingMessages.tsx'
import { isUnread } from './thread-pages.ts'
import { useReading } from './use-reading.ts'
import { useThreadEnd } from './use-thread-end.ts'

const BurnMessageDialog = lazyPart(async () => (await import('./BurnMessageDialog.tsx')).BurnMessageDialog, {
  idleFor: 'members',
})

type ThreadProps = {
  member: UserShort
  /** The handle of the other person, and the conversation of the two once there is one. */
  other: string
  group: string | null
  messages: readonly DirectMessage[]
  /** Shown before the first message: a way to load earlier ones, or that there are none. */
  children: ReactNode
}

/** Reads messages that arrive to screen readers. */
function useAnnouncing(messages: readonly DirectMessage[], self: string): void {
  const latest = messages.at(-1)
  const said = useRef(latest?.created_at ?? '')
  useEffect(() => {
    if (!latest || latest.created_at <= said.current) return
    said.current = latest.created_at
    if (isUnread(latest, self)) announce(`${words.thread.says(latest.display_name)}${latest.message}`)
  }, [latest, self])
}

/** The messages of two people, the newest in view. */
export function Thread({ member, other, group, messages, children }: ThreadProps) {
  const ref = useRef<HTMLElement>(null)
  const [burning, setBurning] = useState<DirectMessage>()
  const { isAtEnd, onScroll, goToEnd } = useThreadEnd(ref)
  const pending = usePendingMessages(member.uuid, other)
  useReading(group ?? '', messages, member.handle, isAtEnd)
  useAnnouncing(messages, member.handle)
  // Scrolls to a message that the reader sends.
  useEffect(() => {
    if (pending.length > 0) goToEnd()
  }, [pending.length, goToEnd])
  const unread = messages.filter((message) => isUnread(message, member.handle)).length
  return (
    <div className="thread-room">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section ref={ref} className="thread" aria-label={words.thread.with(other)} tabIndex={0} onScroll={onScroll}>
        <div className="thread-content">
          {children}
          {byDay(messages).map(({ day, messages: ofDay }) => (
            <div key={day}>
              <h2 className="thread-day">{dayWords(day, serverClock.now())}</h2>
              <ul className="message-list">
                {ofDay.map((message) => (
                  <MessageBubble
                    key={message.uuid}
                    message={message}
                    own={message.handle === member.handle}
                    onBurn={setBurning}
                  />
                ))}
              </ul>
            </div>
          ))}
          <PendingMessages items={pending} />
        </div>
      </section>
      <Suspense>
        {burning && group && (
          <BurnMessageDialog message={burning} group={group} other={other} onClose={() => setBurning(undefined)} />
        )}
      </Suspense>
      {!isAtEnd && (
        <button type="button" className="button thread-end" onClick={goToEnd}>
          {unread > 0 ? words.thread.fresh(unread) : words.thread.latest} ↓
        </button>
      )}
    </div>
  )
}
