import type { SignedIn } from '@cruddur/contract/identity'
import type { UserShort } from '@cruddur/contract/users'
import { accessToken } from '../access-token.ts'
import { CallError } from '../call-error.ts'
import { createStore } from '../store.ts'
import { sessionHint } from './session-hint.ts'
import { onTabNews, tellTabs } from './tabs.ts'

/** `restoring`: somebody was signed in on this device, and the server has not said yet whether they still are. */
export type SessionState =
  | { phase: 'restoring' }
  | { phase: 'visitor'; because?: 'signed-out' | 'session-ended' }
  | { phase: 'member'; user: UserShort }

export const session = createStore<SessionState>(
  sessionHint.isPresent() ? { phase: 'restoring' } : { phase: 'visitor' },
)

/** Whether a person chose to sign out. After a session that ended by itself they may come back for their drafts. */
export function hasSignedOut(now: SessionState): boolean {
  return now.phase === 'visitor' && now.because === 'signed-out'
}

/** Somebody has signed in, in this tab or another. */
export function enter(signedIn: SignedIn): void {
  accessToken.keep(signedIn)
  sessionHint.set()
  const known = session.get()
  const same = known.phase === 'member' && JSON.stringify(known.user) === JSON.stringify(signedIn.user)
  if (!same) session.set({ phase: 'member', user: signedIn.user })
}

/** Nobody is signed in any more. */
export function leave(because: 'signed-out' | 'session-ended'): void {
  accessToken.drop()
  sessionHint.remove()
  if (session.get().phase !== 'visitor') session.set({ phase: 'visitor', because })
}

/** Signs in here and in all other tabs. */
export function enterEverywhere(signedIn: SignedIn): void {
  enter(signedIn)
  tellTabs({ kind: 'signed-in', signedIn })
}

/** The member changed their display name or face. */
export function showChangedSelf(user: UserShort): void {
  session.set({ phase: 'member', user })
}

type Renewal = { renew: (refused?: string) => Promise<string | undefined> }

/**
 * Restores the session that the last page left, and follows the other tabs.
 *
 * @param loadRenewal fetches the module that renews tokens, so that a visitor's first load goes without it
 */
export function startSession(loadRenewal: () => Promise<Renewal>): void {
  async function renew(refused?: string): Promise<string | undefined> {
    const token = accessToken.fresh()
    if (token !== refused || session.get().phase === 'visitor') return token === refused ? undefined : token
    const renewal = await loadRenewal().catch(() => {
      throw new CallError(0, ['network_failed'])
    })
    return renewal.renew(refused)
  }
  function restore(): void {
    if (session.get().phase === 'restoring') renew().catch(() => undefined)
  }
  accessToken.renew = renew
  onTabNews((news) => (news.kind === 'signed-in' ? enter(news.signedIn) : leave('signed-out')))
  addEventListener('storage', (event) => {
    if (event.key === sessionHint.key && event.newValue === null) leave('signed-out')
  })
  // Offline nobody can say whether the session still holds: it is asked again with the network.
  addEventListener('online', restore)
  restore()
}
