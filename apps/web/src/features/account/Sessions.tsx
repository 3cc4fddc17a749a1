import { endSession, listSessions, type SessionSummary } from '@cruddur/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'

const sessionsKey = ['sessions']

const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

function signOutWords({ current, device }: SessionSummary): string {
  if (current) return words.account.signOutHere
  return device ? words.account.signOutDevice(device) : words.account.signOutThatDevice
}

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
    showToast({ words: device ? words.account.deviceSignedOut(device) : words.account.thatDeviceSignedOut })
  }

  return (
    <section aria-labelledby="sessions">
      <h3 id="sessions">{words.account.sessions}</h3>
      {isError && <p className="error">{words.account.sessionsFailed}</p>}
      <ul className="settings-list">
        {sessions.map((session) => (
          <li key={session.uuid}>
            <p>
              <bdi>{session.device || words.account.unknownDevice}</bdi>
              <small>
                {session.current
                  ? words.account.thisDevice
                  : words.account.lastSeen(timeFormat.format(new Date(session.last_seen_at)))}
              </small>
            </p>
            <ActionButton act={() => signOut(session)} failed={words.account.deviceStillSignedIn}>
              {signOutWords(session)}
            </ActionButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
