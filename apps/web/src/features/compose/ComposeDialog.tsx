import type { UserShort } from '@cruddur/contract/users'
import { Dialog } from '../../ui/Dialog.tsx'
import { Composer } from './Composer.tsx'

type ComposeDialogProps = { author: UserShort; onClose: () => void }

export function ComposeDialog({ author, onClose }: ComposeDialogProps) {
  return (
    <Dialog title="New crud" onClose={onClose}>
      <Composer author={author} label="Your crud" placeholder="Say it. It will not stay." onPosted={onClose} />
    </Dialog>
  )
}
