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
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'

async function leaveHere(): Promise<void> {
  await signOutHere()
  navigate('/')
  showToast({ words: words.account.signedOutHere })
}

async function leaveEverywhere(): Promise<void> {
  await signOut()
  navigate('/')
  showToast({ words: words.account.signedOutEverywhere })
}

/** Who the member is here, and how they get in and out. */
export function AccountSettings({ member: { handle } }: { member: UserShort }) {
  return (
    <>
      <div className="settings-part">
        <p>
          {rich(words.account.signedInAs, {
            handle: () => (
              <strong>
                <bdi>@{handle}</bdi>
              </strong>
            ),
          })}
        </p>
        <ActionButton act={leaveHere} failed={words.account.stillSignedIn}>
          {words.account.signOut}
        </ActionButton>
      </div>
      <Sessions onLeave={leaveHere} />
      <div className="settings-part">
        <p className="hint">{words.account.everywhereHint}</p>
        <ActionButton act={leaveEverywhere} failed={words.account.stillSignedIn}>
          {words.account.signOutEverywhere}
        </ActionButton>
      </div>
      <ChangePassword handle={handle} />
      <Passkeys handle={handle} />
    </>
  )
}
