import type { UserShort } from '@cruddur/contract/users'
import { navigate } from 'wouter/use-browser-location'
import { AppLink } from '../../navigation/AppLink.tsx'
import { signOut } from '../../session/sign-out.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { overlay } from '../../ui/overlay.ts'
import { showToast } from '../../ui/toast.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { saveExport } from './export-file.ts'
import { Sessions } from './Sessions.tsx'

const leave = async (): Promise<void> => {
  await signOut()
  navigate('/')
}

const save = async (handle: string): Promise<void> => {
  await saveExport(handle)
  showToast({ words: 'Your data is in the downloads of this device.' })
}

/** What a member can do about their account. */
export const AccountSettings = ({ member: { handle } }: { member: UserShort }) => (
  <>
    <section>
      <h2>Account</h2>
      <p>
        You are signed in as <strong>@{handle}</strong>. Signing out everywhere ends all your sessions within a second,
        and forgets the drafts on this device.
      </p>
      <ActionButton act={leave} failed="You are still signed in.">
        Sign out everywhere
      </ActionButton>
    </section>
    <Sessions />
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
