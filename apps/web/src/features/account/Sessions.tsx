import { endSession, listSessions, type SessionSummary } from '@cruddur/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'

const sessionsKey = ['sessions']

const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** The devices on which the member is signed in, and how to sign each of them out. */
export function Sessions({ onLeave }: { onLeave: () => Promise<void> }) {
  const client = useQueryClient()
  const { data: sessions = [], isError } = useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => call(listSessions, {}, { signal }),
  })

  async function signOut({ uuid, current, device }: SessionSummary): Promise<void> {
    if (current) return onLeave()
    await call(endSession, { uuid })
    await client.invalidateQueries({ queryKey: sessionsKey })
    showToast({ words: `${device || 'That device'} is signed out.` })
  }

  return (
    <section aria-labelledby="sessions">
      <h3 id="sessions">Where you’re signed in</h3>
      {isError && <p className="error">Couldn’t load the list of your devices.</p>}
      <ul className="settings-list">
        {sessions.map((session) => (
          <li key={session.uuid}>
            <p>
              <bdi>{session.device || 'Unknown device'}</bdi>
              <small>
                {session.current ? 'This device' : `Last seen ${timeFormat.format(new Date(session.last_seen_at))}`}
              </small>
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
