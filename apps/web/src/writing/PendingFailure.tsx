import { useEffect } from 'react'
import { errorWords } from '../client/error-words.ts'
import { showToast } from '../ui/toast.ts'
import { words } from '../words/words.ts'
import type { Outbox } from './outbox.ts'
import type { Outgoing } from './outbox-storage.ts'
import { returnToDraft } from './use-draft.ts'

type PendingFailureProps<T> = {
  outbox: Outbox<T, unknown>
  item: Outgoing & T
  /** The draft that the text came from, and the text. */
  draft: string
  text: string
  /** Opens the field of the draft where the page has none. */
  openField?: () => void
}

/** Why a text was not sent, and what the writer can do about it. */
export function PendingFailure<T>({ outbox, item, draft, text, openField }: PendingFailureProps<T>) {
  useEffect(() => outbox.markShown(item.key), [outbox, item.key])
  if (item.state !== 'failed') return null
  function edit(): void {
    if (!returnToDraft(draft, text)) {
      showToast({ words: words.writing.sendFirst })
      return
    }
    outbox.discard(item.key)
    const field = document.querySelector<HTMLElement>(`[data-draft="${draft}"]`)
    if (field?.checkVisibility()) field.focus()
    else openField?.()
  }
  return (
    <div className="pending-failure" role="alert">
      <p>{errorWords[item.failures[0] ?? 'generic_500']}</p>
      <button type="button" className="button" onClick={() => outbox.retry(item)}>
        {words.ui.tryAgain}
      </button>
      <button type="button" className="button quiet" onClick={edit}>
        {words.writing.edit}
      </button>
      <button type="button" className="button quiet" onClick={() => outbox.discard(item.key)}>
        {words.writing.discard}
      </button>
    </div>
  )
}
