import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'
import { Dialog } from '../../ui/Dialog.tsx'

type InvitationDialogProps = { to: string; onClose: () => void }

/** Asks a visitor to join who wanted to do something that takes an account. Afterwards they come back here. */
export function InvitationDialog({ to, onClose }: InvitationDialogProps) {
  return (
    <Dialog title={`Join to ${to}`} onClose={onClose}>
      <p>It takes a name, a handle and an e-mail address. You’ll come back to this page.</p>
      <p className="dialog-actions">
        <AppLink href={comingBack('/signin')} className="button quiet" onClick={onClose}>
          Sign in
        </AppLink>
        <AppLink href={comingBack('/signup')} className="button" onClick={onClose}>
          Join now
        </AppLink>
      </p>
    </Dialog>
  )
}
