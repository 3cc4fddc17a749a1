import { session } from './session.ts'

export const visitor = 'visitor'

/** Whose page this is: a person's uuid, or a visitor's; nobody's while the server has not said who is signed in. */
export function whoseNow(): string | undefined {
  const now = session.get()
  return now.phase === 'member' ? now.user.uuid : now.phase === 'visitor' ? visitor : undefined
}
