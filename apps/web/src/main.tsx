import './app/jitless.ts'
import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { whenIdle } from './app/idle.ts'
import { startListening } from './app/listen.ts'
import { createQueryClient } from './app/query-client.ts'
import { Router } from './app/router.tsx'
import { watchSession } from './app/watch-session.ts'
import { watchForWaking } from './client/clock/wake.ts'
import { startRelay } from './client/live/relay.ts'
import { startSession } from './client/session/session.ts'
import { startExpirySweeper } from './cruds/expiry-sweeper.ts'
import { Layout } from './layout/Layout.tsx'
import { startNavigation } from './navigation/location.ts'
import { preload } from './navigation/preload.ts'
import { startScrollRestoration } from './navigation/scroll-restoration.ts'

const client = createQueryClient()

watchForWaking()
startRelay()
startExpirySweeper(client)
startNavigation()
startScrollRestoration()
startListening(client)
watchSession(client)
startSession(() => import('./client/session/renewal.ts'))

whenIdle(async () => {
  preload('/@handle')
  preload('/@handle/status/uuid')
  import('./client/error-words.ts')
  import('./app/live/start-live.ts').then(({ startLive }) => startLive(client))
  const { onKeyDown } = await import('./layout/shortcuts.ts')
  addEventListener('keydown', onKeyDown)
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
