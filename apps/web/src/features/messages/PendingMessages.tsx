import { useQueryClient } from '@tanstack/react-query'
import { errorWords } from '../../client/error-words.ts'
import { useStore } from '../../client/store.ts'
import { showToast } from '../../ui/toast.ts'
import { RichText } from '../../writing/RichText.tsx'
import { returnToDraft } from '../../writing/use-draft.ts'
import { discardMessage, messageOutbox, type OutgoingMessage, sendMessage } from './message-outbox.ts'
import { messagePlace } from './message-place.ts'

function edit({ key, from, to, message }: OutgoingMessage): void {
  const place = messagePlace(from, to)
  if (!returnToDraft(place, message)) {
    showToast({ words: 'Send or clear what you are writing now, then edit this.' })
    return
  }
  discardMessage(key)
  document.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus()
}

function PendingMessage({ item }: { item: OutgoingMessage }) {
  const client = useQueryClient()
  const failed = item.state === 'failed'
  return (
    <li className="message pending" data-own data-state={item.state}>
      <span className="unseen">You, not sent yet: </span>
      <RichText text={item.message} className="bubble" />
      <p className="message-foot">{failed ? 'Not sent' : 'Sending…'}</p>
      {failed && (
        <div className="pending-failure" role="alert">
          <p>{errorWords[item.troubles[0] ?? 'generic_500']}</p>
          <button type="button" className="button" onClick={() => sendMessage(client, item)}>
            Try again
          </button>
          <button type="button" className="button quiet" onClick={() => edit(item)}>
            Edit
          </button>
          <button type="button" className="button quiet" onClick={() => discardMessage(item.key)}>
            Discard
          </button>
        </div>
      )}
    </li>
  )
}

/** What the reader wrote to somebody that has not arrived yet. */
export function PendingMessages({ items }: { items: readonly OutgoingMessage[] }) {
  return (
    items.length > 0 && (
      <ul className="message-list" aria-label="Not sent yet">
        {items.map((item) => (
          <PendingMessage key={item.key} item={item} />
        ))}
      </ul>
    )
  )
}

/** The messages from one person, a uuid, to another, a handle, that have not arrived. */
export function usePendingMessages(from: string, to: string): readonly OutgoingMessage[] {
  return useStore(messageOutbox).filter((item) => item.from === from && item.to === to)
}
