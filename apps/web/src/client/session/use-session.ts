import type { UserShort } from '@cruddur/contract/users'
import { useStore } from '../store.ts'
import { type Session, session } from './session.ts'

export function useSession(): Session {
  return useStore(session)
}

/** Whoever is signed in, if anybody is. */
export function useMember(): UserShort | undefined {
  const now = useSession()
  return now.phase === 'member' ? now.user : undefined
}
