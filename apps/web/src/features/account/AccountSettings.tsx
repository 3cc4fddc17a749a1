import type { UserShort } from '@cruddur/contract/users'
import { signOut } from '../../client/session/sign-out.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { navigate } from '../../navigation/location.ts'
import { overlay } from '../../navigation/overlay.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { saveExport } from './export-file.ts'

async function leave(): Promise<void> {
  await signOut()
  navigate('/')
}

async function save(handle: string): Promise<void> {
  await saveExport(handle)
  showToast({ words: 'Your data is in the downloads of this device.' })
}

/** What a member can do about their account. */
export function AccountSettings({ member: { handle } }: { member: UserShort }) {
  return (
    <>
      <section>
        <h2>Account</h2>
        <p>
          You are signed in as <strong>@{handle}</strong>. Signing out ends every session of yours, on every device, and
          forgets the drafts on this one.
        </p>
        <ActionButton act={leave} failed="You are still signed in.">
          Sign out everywhere
        </ActionButton>
      </section>
      <ChangePassword handle={handle} />
      <section>
        <h2>People you do not hear</h2>
        <ul className="plain-links">
          <li>
            <AppLink href="/settings/muted">Muted people</AppLink>
          </li>
          <li>
            <AppLink href="/settings/blocked">Blocked people</AppLink>
          </li>
        </ul>
      </section>
      <section>
        <h2>Your data</h2>
        <p>
          One JSON file with all that is kept of you. Cruds whose time is over are not in it: there is nothing left of
          them. What you save on your device does not forget by itself.
        </p>
        <ActionButton act={() => save(handle)} failed="There is no file.">
          Export my data
        </ActionButton>
      </section>
      <section>
        <h2>The end</h2>
        <p>Everything expires here, your account too, if you wish: at once, with all that is in it.</p>
        <button type="button" className="button grave" onClick={() => overlay.set({ kind: 'delete-account' })}>
          Delete my account
        </button>
      </section>
    </>
  )
}
