import type { QueryClient } from '@tanstack/react-query'
import { forgetWritten } from '../client/device-storage.ts'
import { runCode } from '../client/fetch-code.ts'
import { hasSignedOut, type SessionState, session } from '../client/session/session.ts'
import { comingBack } from '../navigation/with-query.ts'
import { showToast } from '../ui/toast.ts'
import { words } from '../words/words.ts'

function isSamePerson(one: SessionState, other: SessionState): boolean {
  return one.phase === 'member' && other.phase === 'member' && one.user.uuid === other.user.uuid
}

function sayThatItEnded(): void {
  showToast({
    words: words.layout.sessionEnded,
    link: { href: comingBack('/signin'), words: words.layout.signInAgain },
  })
}

/** Loads what a member writes with, which clears what was written when they sign out. */
function loadWriting(client: QueryClient): void {
  runCode(
    () => import('./start-writing.ts'),
    ({ startWriting }) => startWriting(client),
  )
}

/** Begins to follow who is signed in: nothing that one person saw or wrote is left for the next. */
export function watchSession(client: QueryClient): void {
  let known = session.get()
  session.subscribe(() => {
    const now = session.get()
    if (known.phase !== 'restoring' && !isSamePerson(known, now)) client.resetQueries()
    if (hasSignedOut(now)) forgetWritten()
    if (now.phase === 'member') loadWriting(client)
    if (now.phase === 'visitor' && now.because === 'session-ended' && location.pathname !== '/signin') sayThatItEnded()
    known = now
  })
  // The server has not said yet who is signed in. When it does, this is needed at once.
  if (known.phase === 'restoring') loadWriting(client)
}
