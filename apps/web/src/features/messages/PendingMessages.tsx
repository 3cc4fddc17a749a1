import { useStore } from '../../client/store.ts'
import { words } from '../../words/words.ts'
import { messageDraft } from '../../writing/draft-key.ts'
import { PendingFailure } from '../../writing/PendingFailure.tsx'
import { RichText } from '../../writing/RichText.tsx'
import { messageOutbox, type OutgoingMessage } from './message-outbox.ts'

function PendingMessage({ item }: { item: OutgoingMessage }) {
  return (
    <li className="message pending" data-own data-state={item.state}>
      <span className="unseen">{words.thread.youNotSent}</span>
      <RichText text={item.message} className="bubble" />
      <p className="message-foot">{item.state === 'failed' ? words.thread.notSent : words.thread.sending}</p>
      <PendingFailure outbox={messageOutbox} item={item} draft={messageDraft(item.from, item.to)} text={item.message} />
    </li>
  )
}

/** What the reader wrote to somebody that has not arrived yet. */
export function PendingMessages({ items }: { items: readonly OutgoingMessage[] }) {
  return (
    items.length > 0 && (
      <ul className="message-list" aria-label={words.thread.notSentYet}>
        {items.map((item) => (
          <PendingMessage key={item.key} item={item} />
        ))}
      </ul>
    )
  )
}

/** The messages from one person, a uuid, to another, a handle, that have not arrived yet. */
export function usePendingMessages(from: string, to: string): readonly OutgoingMessage[] {
  return useStore(messageOutbox.items).filter((item) => item.from === from && item.to === to)
}
