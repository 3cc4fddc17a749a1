import type { PersonName } from '../../navigation/overlay.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { words } from '../../words/words.ts'
import { block } from './block.ts'

type BlockDialogProps = { person: PersonName; onClose: () => void }

export function BlockDialog({ person, onClose }: BlockDialogProps) {
  return (
    <Confirm
      title={words.relations.blockAsk(person.handle)}
      yes={words.relations.blockThem}
      no={words.relations.cancel}
      onYes={() => block(person.handle)}
      onClose={onClose}
    >
      <p>{words.relations.whatBlockingDoes}</p>
    </Confirm>
  )
}
