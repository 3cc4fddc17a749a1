import { refreshSession } from '@cruddur/contract/identity'
import { access } from '../access-token.ts'
import { call } from '../call.ts'
import { CallError } from '../call-error.ts'
import { enterEverywhere, leave } from './session.ts'
import { oneTabAtATime } from './tabs.ts'

function isRefusal(error: unknown): boolean {
  return error instanceof CallError && (error.status === 401 || error.status === 403)
}

async function refresh(): Promise<string | undefined> {
  try {
    const signedIn = await call(refreshSession, {})
    enterEverywhere(signedIn)
    return signedIn.access_token
  } catch (error) {
    if (!isRefusal(error)) throw error
    leave('session-ended')
    return undefined
  }
}

let flight: Promise<string | undefined> | undefined

/** One flight for all calls of this tab, in turn with those of other tabs, which tell the token they get. */
export function renew(refused?: string): Promise<string | undefined> {
  flight ??= oneTabAtATime(async () => {
    // What another tab told while it held the lock arrives as a task of its own.
    await new Promise((done) => setTimeout(done))
    const told = access.fresh()
    return told !== undefined && told !== refused ? told : refresh()
  }).finally(() => {
    flight = undefined
  })
  return flight
}
