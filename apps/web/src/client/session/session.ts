import type { SignedIn } from '@cruddur/contract/identity'
import type { UserShort } from '@cruddur/contract/users'
import { access } from '../access-token.ts'
import { CallError } from '../call-error.ts'
import { createStore } from '../store.ts'
import { sessionHint } from './hint.ts'
import { hearTabs, tellTabs } from './tabs.ts'

/** `restoring`: somebody was signed in here, and the server has not said yet whether they still are. */
export type Session =
  | { phase: 'restoring' }
  | { phase: 'visitor'; because?: 'signed-out' | 'session-ended' }
  | { phase: 'member'; user: UserShort }

export const session = createStore<Session>(sessionHint.present() ? { phase: 'restoring' } : { phase: 'visitor' })

/** Whether a person chose to leave, rather than that their session ran out: then they may come back for what they wrote. */
export function hasSignedOut(now: Session): boolean {
  return now.phase === 'visitor' && now.because === 'signed-out'
}

/** Somebody is signed in, here or in another tab. */
export function enter(signedIn: SignedIn): void {
  access.keep(signedIn)
  sessionHint.leave()
  const known = session.get()
  const same = known.phase === 'member' && JSON.stringify(known.user) === JSON.stringify(signedIn.user)
  if (!same) session.set({ phase: 'member', user: signedIn.user })
}

/** Nobody is signed in any more. */
export function leave(because: 'signed-out' | 'session-ended'): void {
  access.drop()
  sessionHint.remove()
  if (session.get().phase !== 'visitor') session.set({ phase: 'visitor', because })
}

/** After a successful sign-in. */
export function enterEverywhere(signedIn: SignedIn): void {
  enter(signedIn)
  tellTabs({ kind: 'signed-in', signedIn })
}

/** The own display name changed. */
export function renameSelf(user: UserShort): void {
  session.set({ phase: 'member', user })
}

/** How a token is renewed is fetched when there is one to renew: a visitor's first load goes without. */
async function renew(refused?: string): Promise<string | undefined> {
  const token = access.fresh()
  if (token !== refused || session.get().phase === 'visitor') return token === refused ? undefined : token
  const renewal = await import('./renewal.ts').catch(() => {
    throw new CallError(0, ['network_failed'])
  })
  return renewal.renew(refused)
}

/** Begins to keep the session: takes it up where the last page left it, and follows the other tabs. */
export function startSession(): void {
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
