import { session } from './session.ts'

export const visitor = 'visitor'

/** Who reads this page: a member's uuid, or `visitor`; undefined until the server has said who is signed in. */
export function readerNow(): string | undefined {
  const now = session.get()
  return now.phase === 'member' ? now.user.uuid : now.phase === 'visitor' ? visitor : undefined
}
