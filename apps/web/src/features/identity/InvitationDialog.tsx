import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { words } from '../../words/words.ts'

type InvitationDialogProps = { to: string; onClose: () => void }

/** Asks a visitor to join who wanted to do something that takes an account. Afterwards they come back here. */
export function InvitationDialog({ to, onClose }: InvitationDialogProps) {
  return (
    <Dialog title={words.invitation.joinTo(to)} onClose={onClose}>
      <p>{words.invitation.whatItTakes}</p>
      <p className="dialog-actions">
        <AppLink href={comingBack('/signin')} className="button quiet" onClick={onClose}>
          {words.invitation.signIn}
        </AppLink>
        <AppLink href={comingBack('/signup')} className="button" onClick={onClose}>
          {words.invitation.joinNow}
        </AppLink>
      </p>
    </Dialog>
  )
}
