import type { PersonName } from '../../navigation/overlay.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { block } from './block.ts'

type BlockDialogProps = { person: PersonName; onClose: () => void }

export function BlockDialog({ person, onClose }: BlockDialogProps) {
  return (
    <Confirm
      title={`Block @${person.handle}?`}
      yes="Block them"
      no="Cancel"
      onYes={() => block(person.handle)}
      onClose={onClose}
    >
      <p>
        Neither of you can see, find, follow or reply to the other. They won’t be notified. You can unblock them on
        their page or in your settings.
      </p>
    </Confirm>
  )
}
