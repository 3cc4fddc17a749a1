import { signOut as signOutEndpoint } from '@cruddur/contract/identity'
import { call } from '../call.ts'
import { leave } from './session.ts'
import { tellTabs } from './tabs.ts'

/** Ends the session on the server first: whoever reads "signed out" must be. Throws when that failed. */
export const signOut = async (): Promise<void> => {
  await call(signOutEndpoint, {})
  leave('signed-out')
  tellTabs({ kind: 'signed-out' })
}
