import { useStore } from '../../client/store.ts'
import { CrudFrame } from '../../cruds/CrudFrame.tsx'
import { overlay } from '../../navigation/overlay.ts'
import { words } from '../../words/words.ts'
import { crudDraft } from '../../writing/draft-key.ts'
import { PendingFailure } from '../../writing/PendingFailure.tsx'
import { RichText } from '../../writing/RichText.tsx'
import { crudOutbox, type OutgoingCrud } from './crud-outbox.ts'

function parentOf({ written }: OutgoingCrud): string | undefined {
  return 'parent' in written ? written.parent : undefined
}

function PendingCrud({ item }: { item: OutgoingCrud }) {
  const { author, written } = item
  return (
    <article className="crud pending" data-state={item.state} aria-label={words.compose.pending}>
      <CrudFrame author={author} corner={item.state === 'sending' ? words.compose.posting : words.compose.notPosted}>
        <RichText text={written.message} />
        <PendingFailure
          outbox={crudOutbox}
          item={item}
          draft={crudDraft(author.uuid, parentOf(item))}
          text={written.message}
          // A phone has no field on the page.
          openField={() => overlay.set({ kind: 'compose' })}
        />
      </CrudFrame>
    </article>
  )
}

type PendingProps = {
  author: string
  /** The crud that is replied to; without it, what is no reply. */
  parent?: string
}

/** What somebody wrote that has not arrived yet. */
export function Pending({ author, parent }: PendingProps) {
  return useStore(crudOutbox.items)
    .filter((item) => item.author.uuid === author && parentOf(item) === parent)
    .map((item) => <PendingCrud key={item.key} item={item} />)
}
