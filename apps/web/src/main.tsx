import './app/jitless.ts'
import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { startDoubleClickGuard } from './app/double-click.ts'
import { reportFault, watchErrors } from './app/errors/watch-errors.ts'
import { startIdleWork } from './app/idle.ts'
import { startListening } from './app/listen.ts'
import { createQueryClient } from './app/query-client.ts'
import { Router } from './app/router.tsx'
import { watchSession } from './app/watch-session.ts'
import { watchForWaking } from './client/clock/wake.ts'
import { CodeMissing, fetchCode } from './client/fetch-code.ts'
import { startRelay } from './client/live/relay.ts'
import { startSession } from './client/session/session.ts'
import { startExpirySweeper } from './cruds/expiry-sweeper.ts'
import { Layout } from './layout/Layout.tsx'
import { startNavigation } from './navigation/location.ts'
import { preload } from './navigation/preload.ts'
import { startScrollRestoration } from './navigation/scroll-restoration.ts'
import { PartBoundary } from './parts/PartBoundary.tsx'

/** A page whose script is late shows its outline meanwhile. */
const longestWaitMs = 1000

const client = createQueryClient()

watchErrors()
watchForWaking()
startRelay()
startDoubleClickGuard()
startExpirySweeper(client)
startNavigation()
startScrollRestoration()
startListening(client)
watchSession(client)
startSession(() => fetchCode(() => import('./client/session/renewal.ts')))

/** A part that could not be fetched is no fault of the code. Its place on the page says what it is. */
function reportCaught(error: unknown): void {
  if (!(error instanceof CodeMissing)) console.error(error)
  reportFault(error)
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
const app = createRoot(root, { onCaughtError: reportCaught })

// All at once, if the page's own script came with the HTML: to show its outline first would only make the rest later.
// Not by an `await` up here: the page's script imports this one, and would wait for it.
if (namesScripts()) Promise.race([preload(location.pathname), pass(longestWaitMs)]).then(render)
else render()

/** As a transition, which is rendered in many short tasks: the reader can scroll and press meanwhile. */
function render(): void {
  startTransition(() =>
    app.render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <PartBoundary look="page">
            <Layout>
              <Router />
            </Layout>
          </PartBoundary>
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
  startIdleWork(client)
}

function namesScripts(): boolean {
  return document.querySelector('link[rel=modulepreload]') !== null
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
