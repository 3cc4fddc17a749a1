import { refreshSession } from '@cruddur/contract/identity'
import { accessToken } from '../access-token.ts'
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

let inFlight: Promise<string | undefined> | undefined

/** Gets a new token. All calls of this tab share one request; tabs take turns, and pass on the token they get. */
export function renew(refused?: string): Promise<string | undefined> {
  inFlight ??= oneTabAtATime(async () => {
    // A message from the tab that held the lock before arrives as a task of its own.
    await new Promise((done) => setTimeout(done))
    const received = accessToken.fresh()
    return received !== undefined && received !== refused ? received : refresh()
  }).finally(() => {
    inFlight = undefined
  })
  return inFlight
}
