import { AppLink } from '../../navigation/AppLink.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

type InvitationDialogProps = { to: string; onClose: () => void }

/** What a visitor is told who wanted to do what only members can, with the way back to here. */
export function InvitationDialog({ to, onClose }: InvitationDialogProps) {
  const next = `?next=${encodeURIComponent(location.pathname + location.search)}`
  return (
    <Dialog title={`Join to ${to}`} onClose={onClose}>
      <p>It takes a name, a handle and an e-mail address. You’ll come back to this page.</p>
      <p className="dialog-actions">
        <AppLink href={`/signin${next}`} className="button quiet" onClick={onClose}>
          Sign in
        </AppLink>
        <AppLink href={`/signup${next}`} className="button" onClick={onClose}>
          Join now
        </AppLink>
      </p>
    </Dialog>
  )
}
