import { signOutEverywhere } from '@cruddur/contract/identity'
import { call } from '../call.ts'
import { runBeforeSignOut } from './before-sign-out.ts'
import { leave } from './session.ts'
import { tellTabs } from './tabs.ts'

/** The server has ended the session: every tab of this browser signs out. */
export function leaveEverywhere(): void {
  leave('signed-out')
  tellTabs({ kind: 'signed-out' })
}

/**
 * Ends every session on the server first, so that nobody reads "signed out" who is not. Throws when the server cannot
 * be reached.
 */
export async function signOut(): Promise<void> {
  await runBeforeSignOut()
  await call(signOutEverywhere, {})
  leaveEverywhere()
}
