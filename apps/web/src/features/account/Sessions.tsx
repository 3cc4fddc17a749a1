import { endSession, listSessions, type SessionSummary } from '@cruddur/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'

const sessionsKey = ['sessions']

const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** The server names a device in English: "Firefox on Linux", "Firefox", or that it does not know. */
function deviceWords(device: string): string {
  if (device === '' || device === 'Unknown device') return words.account.unknownDevice
  const [browser = '', system] = device.split(' on ')
  return system ? words.account.deviceOn(browser, system) : browser
}

function signOutWords({ current, device }: SessionSummary): string {
  if (current) return words.account.signOutHere
  return device ? words.account.signOutDevice(deviceWords(device)) : words.account.signOutThatDevice
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
    showToast({
      words: device ? words.account.deviceSignedOut(deviceWords(device)) : words.account.thatDeviceSignedOut,
    })
  }

  return (
    <section aria-labelledby="sessions">
      <h3 id="sessions">{words.account.sessions}</h3>
      {isError && <p className="error">{words.account.sessionsFailed}</p>}
      <ul className="settings-list">
        {sessions.map((session) => (
          <li key={session.uuid}>
            <p>
              <span>{deviceWords(session.device)}</span>
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
