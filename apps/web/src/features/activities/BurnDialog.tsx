import type { Activity } from '@cruddur/contract/activities'
import { beginBurn } from '../../cruds/burns.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { RichText } from '../../writing/RichText.tsx'

type BurnDialogProps = { crud: Activity; onClose: () => void }

/** Asks whether to burn a crud, and shows which one. */
export function BurnDialog({ crud, onClose }: BurnDialogProps) {
  return (
    <Confirm title="Burn it now?" yes="Burn it" no="Keep it" onYes={async () => beginBurn(crud)} onClose={onClose}>
      <blockquote className="quoted-crud">
        <RichText text={crud.message} />
      </blockquote>
      <p>
        It goes for everybody, with every reply, like and repost. You have 8 seconds to undo it. After that nobody can
        bring it back. Not even us.
      </p>
    </Confirm>
  )
}
