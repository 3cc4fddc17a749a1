import type { UserShort } from '@cruddur/contract/users'
import { signOut } from '../../client/session/sign-out.ts'
import { navigate } from '../../navigation/location.ts'
import { overlay } from '../../navigation/overlay.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { LinkList } from '../../ui/LinkList.tsx'
import { showToast } from '../../ui/toast.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { saveExport } from './export-file.ts'
import { Sessions } from './Sessions.tsx'

async function leave(): Promise<void> {
  await signOut()
  navigate('/')
}

async function save(handle: string): Promise<void> {
  await saveExport(handle)
  showToast({ words: 'Saved to your downloads.' })
}

/** What a member can do about their account. */
export function AccountSettings({ member: { handle } }: { member: UserShort }) {
  return (
    <>
      <section>
        <h2>Account</h2>
        <p>
          You are signed in as <strong>@{handle}</strong>. Signing out everywhere ends all your sessions within a
          second, and forgets the drafts on this device.
        </p>
        <ActionButton act={leave} failed="You are still signed in.">
          Sign out everywhere
        </ActionButton>
      </section>
      <Sessions />
      <ChangePassword handle={handle} />
      <section>
        <h2>Muted and blocked</h2>
        <LinkList
          links={[
            { href: '/settings/muted', words: 'Muted people' },
            { href: '/settings/blocked', words: 'Blocked people' },
          ]}
        />
      </section>
      <section>
        <h2>Your data</h2>
        <p>
          One JSON file with everything we keep about you. Cruds that have ended are not in it: nothing is left of them.
          The file won’t forget by itself.
        </p>
        <ActionButton act={() => save(handle)} failed="Export failed.">
          Export my data
        </ActionButton>
      </section>
      <section>
        <h2>Delete account</h2>
        <p>Everything ends here, and so can your account: at once, with everything in it.</p>
        <button type="button" className="button grave" onClick={() => overlay.set({ kind: 'delete-account' })}>
          Delete my account
        </button>
      </section>
    </>
  )
}
