import { errorWords } from '../../client/error-words.ts'
import { useStore } from '../../client/store.ts'
import { CrudFrame } from '../../cruds/CrudFrame.tsx'
import { showToast } from '../../ui/toast.ts'
import { placeOf } from '../../writing/draft-key.ts'
import { RichText } from '../../writing/RichText.tsx'
import { returnToDraft } from '../../writing/use-draft.ts'
import { openComposer } from './compose-dialog.ts'
import { discard, type Outgoing, outbox, send } from './outbox.ts'

function edit(item: Outgoing): void {
  const place = placeOf(item.author.uuid, 'parent' in item.written ? item.written.parent : undefined)
  if (!returnToDraft(place, item.written.message)) {
    showToast({ words: 'Post or clear what you are writing now, then edit this.' })
    return
  }
  discard(item.key)
  const field = document.querySelector<HTMLElement>(`[data-place="${place}"]`)
  // On a phone there is no field in the page.
  if (field?.checkVisibility()) field.focus()
  else openComposer()
}

function PendingCrud({ item }: { item: Outgoing }) {
  return (
    <article className="crud pending" data-state={item.state} aria-label="Your crud, not published yet">
      <CrudFrame
        handle={item.author.handle}
        displayName={item.author.display_name}
        corner={item.state === 'sending' ? 'Posting…' : 'Not posted'}
      >
        <RichText text={item.written.message} />
        {item.state === 'failed' && (
          <div className="pending-failure" role="alert">
            <p>{errorWords[item.troubles[0] ?? 'generic_500']}</p>
            <button type="button" className="button" onClick={() => send(item)}>
              Try again
            </button>
            <button type="button" className="button quiet" onClick={() => edit(item)}>
              Edit
            </button>
            <button type="button" className="button quiet" onClick={() => discard(item.key)}>
              Discard
            </button>
          </div>
        )}
      </CrudFrame>
    </article>
  )
}

type PendingProps = {
  author: string
  /** The crud that is replied to; without it, the cruds of their own. */
  parent?: string
}

/** What somebody has written that has not arrived yet. */
export function Pending({ author, parent }: PendingProps) {
  return useStore(outbox)
    .filter(
      ({ author: { uuid }, written }) =>
        uuid === author && ('parent' in written ? written.parent : undefined) === parent,
    )
    .map((item) => <PendingCrud key={item.key} item={item} />)
}
