import './app/jitless.ts'
import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { whenIdle } from './app/idle.ts'
import { createQueryClient } from './app/query-client.ts'
import { Router } from './app/router.tsx'
import { watchForWaking } from './client/clock/wake.ts'
import { forgetWritten } from './client/device-storage.ts'
import { hasSignedOut, session, startSession } from './client/session/session.ts'
import { insertCrud } from './cruds/crud-cache.ts'
import { startReaper } from './cruds/expiry-sweeper.ts'
import { delivered } from './cruds/published.ts'
import { addressOfCrud } from './features/activities/share.ts'
import { Layout } from './layout/Layout.tsx'
import { preload } from './navigation/preload.ts'
import { startKeepingPlaces } from './navigation/scroll-restoration.ts'
import { announce } from './ui/announce.ts'
import { showToast } from './ui/toast.ts'

const client = createQueryClient()

watchForWaking()
startReaper(client)
startKeepingPlaces()
startSession()

delivered.subscribe(() => {
  const crud = delivered.get()
  if (!crud) return
  insertCrud(client, crud)
  announce('Posted.')
  const shown = location.pathname === '/' || crud.reply_to_activity_uuid
  if (!shown) showToast({ words: 'Posted.', link: { href: addressOfCrud(crud), words: 'See it' } })
})

// What one person saw and wrote is not the next one's.
let known = session.get()
session.subscribe(() => {
  const now = session.get()
  const samePerson = known.phase === 'member' && now.phase === 'member' && known.user.uuid === now.user.uuid
  if (known.phase !== 'restoring' && !samePerson) client.resetQueries()
  if (hasSignedOut(now)) forgetWritten()
  if (now.phase === 'visitor' && now.because === 'session-ended' && location.pathname !== '/signin') {
    const href = `/signin?next=${encodeURIComponent(location.pathname)}`
    showToast({ words: 'Your session has ended.', link: { href, words: 'Sign in again' } })
  }
  known = now
})

// Whoever asks for the page they are on asks for what is new on it.
addEventListener('asked-again', () => client.refetchQueries({ type: 'active' }))

whenIdle(async () => {
  preload('/@handle')
  preload('/@handle/status/uuid')
  import('./client/error-words.ts')
  import('./app/live/start-live.ts').then(({ startSocial }) => startSocial(client))
  const { pressed } = await import('./layout/shortcuts.ts')
  addEventListener('keydown', pressed)
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Layout>
        <Router />
      </Layout>
    </QueryClientProvider>
  </StrictMode>,
)
