import type { UserShort } from '@cruddur/contract/users'
import { Dialog } from '../../ui/Dialog.tsx'
import { words } from '../../words/words.ts'
import { Composer } from './Composer.tsx'

type ComposeDialogProps = { author: UserShort; onClose: () => void }

export function ComposeDialog({ author, onClose }: ComposeDialogProps) {
  return (
    <Dialog title={words.layout.newCrud} onClose={onClose}>
      <Composer author={author} label={words.compose.yourCrud} placeholder={words.compose.sayIt} onPosted={onClose} />
    </Dialog>
  )
}
