import type { UserShort } from '@cruddur/contract/users'
import { useStore } from '../store.ts'
import { type SessionState, session } from './session.ts'

export function useSession(): SessionState {
  return useStore(session)
}

/** The person who is signed in; undefined for a visitor, and while the session is restored. */
export function useMember(): UserShort | undefined {
  const now = useSession()
  return now.phase === 'member' ? now.user : undefined
}
