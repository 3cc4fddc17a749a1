import type { Activity } from '@cruddur/contract/activities'
import { beginBurn } from '../../cruds/burns.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { words } from '../../words/words.ts'
import { RichText } from '../../writing/RichText.tsx'

type BurnDialogProps = { crud: Activity; onClose: () => void }

/** Asks whether to burn a crud, and shows which one. */
export function BurnDialog({ crud, onClose }: BurnDialogProps) {
  return (
    <Confirm
      title={words.burning.title}
      yes={words.burning.yes}
      no={words.burning.no}
      onYes={async () => beginBurn(crud)}
      onClose={onClose}
    >
      <blockquote className="quoted-crud">
        <RichText text={crud.message} />
      </blockquote>
      <p>{words.burning.whatHappens}</p>
    </Confirm>
  )
}
