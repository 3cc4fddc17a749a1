import { useState } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { closeOverlay } from '../../navigation/overlay.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { locale } from '../../words/language.ts'
import { type DraftPlace, draftPlace } from '../../writing/draft-key.ts'
import { type KeptDraft, maxAgeMs } from '../../writing/drafts.ts'
import { deleteDraft, listDrafts, putDraftAside, takeDraft, useDraft } from '../../writing/use-draft.ts'
import { withoutOverrides } from '../../writing/without-overrides.ts'
import './drafts.css'
import { rich } from '../../words/rich.tsx'
import { unseen } from '../../words/unseen.tsx'
import { words } from '../../words/words.ts'

const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })

function placeWords(place: DraftPlace): string {
  return place.kind === 'message' ? words.compose.draftOf.message(place.to) : words.compose.draftOf[place.kind]
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
          {words.compose.continueDraft}
        </button>
      )
    }
    const href = place.kind === 'reply' ? `/status/${place.parent}#reply` : `/messages/new/${place.to}`
    return (
      <AppLink href={href} className="button quiet" onClick={goThere}>
        {words.compose.continueDraft}
      </AppLink>
    )
  }
  return (
    <Dialog title={words.compose.drafts} onClose={onClose}>
      <p className="hint">{words.compose.draftsHint}</p>
      {writing.trim() !== '' && (
        <p>
          <button type="button" className="button" onClick={() => change(() => putDraftAside(current))}>
            {words.compose.startNew}
          </button>
        </p>
      )}
      {others.length === 0 && <p>{words.compose.noOtherDrafts}</p>}
      <ul className="drafts">
        {others.map((draft) => (
          <li key={draft.key}>
            <p className="draft-place">
              {placeWords(draftPlace(author, draft.key))} ·{' '}
              {words.compose.draftDeleted(dayFormat.format(draft.at + maxAgeMs))}
            </p>
            <p className="draft-text" dir="auto">
              {withoutOverrides(draft.text)}
            </p>
            <p className="draft-actions">
              {opener(draft)}
              <button type="button" className="button quiet" onClick={() => change(() => deleteDraft(draft.key))}>
                {rich(words.compose.deleteDraft, { unseen })}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
