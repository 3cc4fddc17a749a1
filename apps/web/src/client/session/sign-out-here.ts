import { signOutHere as endpoint } from '@cruddur/contract/identity'
import { call } from '../call.ts'
import { runBeforeSignOut } from './before-sign-out.ts'
import { leaveEverywhere } from './sign-out.ts'

/** Ends the session of this browser, with all its tabs. Other devices stay signed in. Throws if the server did not. */
export async function signOutHere(): Promise<void> {
  await runBeforeSignOut()
  await call(endpoint, {})
  leaveEverywhere()
}
