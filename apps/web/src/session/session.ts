import { refreshSession, type SignedIn, signOut as signOutEndpoint } from '@cruddur/contract/identity'
import type { UserShort } from '@cruddur/contract/users'
import { call } from '../call.ts'
import { CallError } from '../call-error.ts'
import { createStore } from '../store.ts'
import { access } from './access.ts'
import { sessionHint } from './hint.ts'
import { hearTabs, oneTabAtATime, tellTabs } from './tabs.ts'

/** `restoring`: somebody was signed in here, and the server has not said yet whether they still are. */
export type Session =
  | { phase: 'restoring' }
  | { phase: 'visitor'; because?: 'signed-out' | 'session-ended' }
  | { phase: 'member'; user: UserShort }

export const session = createStore<Session>(sessionHint.present() ? { phase: 'restoring' } : { phase: 'visitor' })

const enter = (signedIn: SignedIn): void => {
  access.keep(signedIn)
  sessionHint.leave()
  const known = session.get()
  const same = known.phase === 'member' && JSON.stringify(known.user) === JSON.stringify(signedIn.user)
  if (!same) session.set({ phase: 'member', user: signedIn.user })
}

const leave = (because: 'signed-out' | 'session-ended'): void => {
  access.drop()
  sessionHint.remove()
  if (session.get().phase !== 'visitor') session.set({ phase: 'visitor', because })
}

const refresh = async (): Promise<string | undefined> => {
  try {
    const signedIn = await call(refreshSession, {})
    enter(signedIn)
    tellTabs({ kind: 'signed-in', signedIn })
    return signedIn.access_token
  } catch (error) {
    if (!(error instanceof CallError && (error.status === 401 || error.status === 403))) throw error
    leave('session-ended')
    return undefined
  }
}

let flight: Promise<string | undefined> | undefined

const usable = (refused?: string): string | undefined => {
  const token = access.fresh()
  return token === refused ? undefined : token
}

/** One flight for all calls of this tab, in turn with those of other tabs, which tell the token they get. */
const renew = async (refused?: string): Promise<string | undefined> => {
  const token = usable(refused)
  if (token || session.get().phase === 'visitor') return token
  flight ??= oneTabAtATime(async () => {
    // What another tab told while it held the lock arrives as a task of its own.
    await new Promise((done) => setTimeout(done))
    return usable(refused) ?? (await refresh())
  }).finally(() => {
    flight = undefined
  })
  return flight
}

/** Begins to keep the session: takes it up where the last page left it, and follows the other tabs. */
export const startSession = (): void => {
  access.renew = renew
  hearTabs((news) => (news.kind === 'signed-in' ? enter(news.signedIn) : leave('signed-out')))
  addEventListener('storage', (event) => {
    if (event.key === sessionHint.key && event.newValue === null) leave('signed-out')
  })
  const restore = () => {
    if (session.get().phase === 'restoring') renew().catch(() => undefined)
  }
  // Without a connection the question stays open, and is asked again when there is one.
  addEventListener('online', restore)
  restore()
}

/** After a successful sign-in. */
export const enterSession = (signedIn: SignedIn): void => {
  enter(signedIn)
  tellTabs({ kind: 'signed-in', signedIn })
}

/** The own display name changed. */
export const renameSelf = (user: UserShort): void => session.set({ phase: 'member', user })

/** Ends the session on the server first: whoever reads "signed out" must be. Throws when that failed. */
export const signOut = async (): Promise<void> => {
  await call(signOutEndpoint, {})
  leave('signed-out')
  tellTabs({ kind: 'signed-out' })
}
