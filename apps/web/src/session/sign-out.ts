import { signOutEverywhere } from '@cruddur/contract/identity'
import { call } from '../call.ts'
import { leave } from './session.ts'
import { tellTabs } from './tabs.ts'

/** The server has ended the session: every tab of this browser knows, and forgets. */
export const leaveEverywhere = (): void => {
  leave('signed-out')
  tellTabs({ kind: 'signed-out' })
}

/** Ends every session on the server first: whoever reads "signed out" must be. Throws when that failed. */
export const signOut = async (): Promise<void> => {
  await call(signOutEverywhere, {})
  leaveEverywhere()
}
