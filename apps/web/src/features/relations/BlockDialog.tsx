import type { PersonName } from '../../navigation/overlay.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { block } from './block.ts'

type BlockDialogProps = { person: PersonName; onClose: () => void }

export function BlockDialog({ person, onClose }: BlockDialogProps) {
  return (
    <Confirm
      title={`Block @${person.handle}?`}
      yes="Block them"
      no="Leave it"
      onYes={() => block(person.handle)}
      onClose={onClose}
    >
      <p>
        You will be absent to each other everywhere: neither sees, finds, follows or replies to the other. They are not
        told. You can take it back on their page or in your settings.
      </p>
    </Confirm>
  )
}
