import type { UserShort } from '@cruddur/contract/users'
import { signOut } from '../../client/session/sign-out.ts'
import { signOutHere } from '../../client/session/sign-out-here.ts'
import { navigate } from '../../navigation/location.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Sessions } from './Sessions.tsx'
import './account.css'

async function leaveHere(): Promise<void> {
  await signOutHere()
  navigate('/')
  showToast({ words: 'You’re signed out on this device.' })
}

async function leaveEverywhere(): Promise<void> {
  await signOut()
  navigate('/')
  showToast({ words: 'You’re signed out on all your devices.' })
}

/** Who the member is here, and how they get in and out. */
export function AccountSettings({ member: { handle } }: { member: UserShort }) {
  return (
    <>
      <div className="settings-part">
        <p>
          You’re signed in as <strong>@{handle}</strong>.
        </p>
        <ActionButton act={leaveHere} failed="You’re still signed in.">
          Sign out
        </ActionButton>
      </div>
      <Sessions onLeave={leaveHere} />
      <div className="settings-part">
        <p className="hint">Signing out everywhere takes a second, and forgets the drafts on this device.</p>
        <ActionButton act={leaveEverywhere} failed="You’re still signed in.">
          Sign out everywhere
        </ActionButton>
      </div>
      <ChangePassword handle={handle} />
      <Passkeys handle={handle} />
    </>
  )
}
