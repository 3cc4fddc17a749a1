import { endSession, listSessions, type SessionSummary } from '@cruddur/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { signOutHere } from '../../client/session/sign-out-here.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { locale } from '../../words/language.ts'

const sessionsKey = ['sessions']

const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** The devices on which the member is signed in, and how to sign each of them out. */
export function Sessions() {
  const client = useQueryClient()
  const { data: sessions = [], isError } = useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => call(listSessions, {}, { signal }),
  })

  async function signOut({ uuid, current }: SessionSummary): Promise<void> {
    if (current) return signOutHere()
    await call(endSession, { uuid })
    await client.invalidateQueries({ queryKey: sessionsKey })
  }

  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      {isError && <p>The list of your devices could not be loaded.</p>}
      <ul className="plain-links">
        {sessions.map((session) => (
          <li key={session.uuid}>
            <p>
              <bdi>{session.device || 'Unknown device'}</bdi>,{' '}
              {session.current ? 'this device' : `last seen ${timeFormat.format(new Date(session.last_seen_at))}`}
            </p>
            <ActionButton act={() => signOut(session)} failed="That device is still signed in.">
              {session.current ? 'Sign out here' : `Sign out ${session.device || 'that device'}`}
            </ActionButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
