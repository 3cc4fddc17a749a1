import type { UserShort } from '@cruddur/contract/users'
import { overlay } from '../../navigation/overlay.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { BurnBefore } from './BurnBefore.tsx'
import { saveExport } from './export-file.ts'
import './account.css'

async function save(handle: string): Promise<void> {
  await saveExport(handle)
  showToast({ words: 'Saved to your downloads.' })
}

/** What the member can take along, and what they can end. */
export function DataSettings({ member: { handle } }: { member: UserShort }) {
  return (
    <>
      <section aria-labelledby="export">
        <h3 id="export">Export</h3>
        <p>
          One JSON file with everything we keep about you. Cruds that have ended are not in it: nothing is left of them.
          The file won’t forget by itself.
        </p>
        <ActionButton act={() => save(handle)} failed="Export failed.">
          Export my data
        </ActionButton>
      </section>
      <BurnBefore />
      <section aria-labelledby="delete-account">
        <h3 id="delete-account">Delete account</h3>
        <p>Everything ends here, and so can your account: at once, with everything in it.</p>
        <button type="button" className="button grave" onClick={() => overlay.set({ kind: 'delete-account' })}>
          Delete my account
        </button>
      </section>
    </>
  )
}
