import type { UserShort } from '@cruddur/contract/users'
import { overlay } from '../../navigation/overlay.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { BurnBefore } from './BurnBefore.tsx'
import { saveExport } from './export-file.ts'
import './account.css'
import { words } from '../../words/words.ts'

async function save(handle: string): Promise<void> {
  await saveExport(handle)
  showToast({ words: words.ownData.exported })
}

/** What the member can take along, and what they can end. */
export function DataSettings({ member: { handle } }: { member: UserShort }) {
  return (
    <>
      <section aria-labelledby="export">
        <h3 id="export">{words.ownData.exportHeading}</h3>
        <p>{words.ownData.exportWords}</p>
        <ActionButton act={() => save(handle)} failed={words.ownData.exportFailed}>
          {words.ownData.exportIt}
        </ActionButton>
      </section>
      <BurnBefore />
      <section aria-labelledby="delete-account">
        <h3 id="delete-account">{words.ownData.deleteHeading}</h3>
        <p>{words.ownData.deleteWords}</p>
        <button type="button" className="button grave" onClick={() => overlay.set({ kind: 'delete-account' })}>
          {words.ownData.deleteIt}
        </button>
      </section>
    </>
  )
}
