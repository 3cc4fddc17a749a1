import { useState } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { closeOverlay } from '../../navigation/overlay.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { type DraftPlace, draftPlace } from '../../writing/draft-key.ts'
import { type KeptDraft, maxAgeMs } from '../../writing/drafts.ts'
import { deleteDraft, listDrafts, putDraftAside, takeDraft, useDraft } from '../../writing/use-draft.ts'
import { withoutOverrides } from '../../writing/without-overrides.ts'
import './drafts.css'

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

function placeWords(place: DraftPlace): string {
  return place.kind === 'message' ? `Message to @${place.to}` : place.kind === 'reply' ? 'Reply' : 'Crud'
}

type DraftsDialogProps = {
  author: string
  /** The key of what is being written in the composer that opened this. */
  current: string
  onClose: () => void
}

/** What the writer has begun on this device: cruds, replies and messages. */
export function DraftsDialog({ author, current, onClose }: DraftsDialogProps) {
  const [writing] = useDraft(current)
  const [drafts, setDrafts] = useState(() => listDrafts(author))
  const others = drafts.filter(({ key }) => key !== current)
  function change(act: () => void): void {
    act()
    setDrafts(listDrafts(author))
  }
  function goThere(): void {
    onClose()
    closeOverlay()
  }
  function opener(draft: KeptDraft) {
    const place = draftPlace(author, draft.key)
    if (place.kind === 'crud') {
      const take = () => {
        takeDraft(current, draft)
        onClose()
      }
      return (
        <button type="button" className="button quiet" onClick={take}>
          Continue
        </button>
      )
    }
    const href = place.kind === 'reply' ? `/status/${place.parent}#reply` : `/messages/new/${place.to}`
    return (
      <AppLink href={href} className="button quiet" onClick={goThere}>
        Continue
      </AppLink>
    )
  }
  return (
    <Dialog title="Drafts" onClose={onClose}>
      <p className="hint">
        Drafts are only on this device. Each is deleted 30 days after you last change it, and all of them when you sign
        out.
      </p>
      {writing.trim() !== '' && (
        <p>
          <button type="button" className="button" onClick={() => change(() => putDraftAside(current))}>
            Save and start a new one
          </button>
        </p>
      )}
      {others.length === 0 && <p>No other drafts.</p>}
      <ul className="drafts">
        {others.map((draft) => (
          <li key={draft.key}>
            <p className="draft-place">
              {placeWords(draftPlace(author, draft.key))} · deleted {dayFormat.format(draft.at + maxAgeMs)}
            </p>
            <p className="draft-text" dir="auto">
              {withoutOverrides(draft.text)}
            </p>
            <p className="draft-actions">
              {opener(draft)}
              <button type="button" className="button quiet" onClick={() => change(() => deleteDraft(draft.key))}>
                Delete<span className="unseen"> this draft</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
