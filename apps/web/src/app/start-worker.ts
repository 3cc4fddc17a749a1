import type { FromWorker } from '../../worker/messages.ts'
import { session } from '../client/session/session.ts'
import { dropPush, renewPush } from '../client/worker/push-subscription.ts'
import { registerWorker, tellWorker } from '../client/worker/register-worker.ts'
import { navigate } from '../navigation/location.ts'

/** The longest that a timer of a browser can wait. */
const longestWaitMs = 2 ** 31 - 1

/** The paths of the scripts that this page began with: they tell its build. */
function ownScripts(): string[] {
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[type=module]')
  return Array.from(scripts, ({ src }) => new URL(src).pathname)
}

/** Starts the service worker and what a page does for it: it takes notes away at their end, and those of somebody who left. */
export async function startWorker(): Promise<void> {
  // Whoever saves data gets none, unless they want notes.
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (connection?.saveData && !(await navigator.serviceWorker?.getRegistration())) return
  const worker = await registerWorker()
  if (!worker) return

  function followSession(): void {
    const { phase } = session.get()
    // What fails is done when the app starts the next time.
    if (phase === 'member') renewPush().catch(() => undefined)
    if (phase !== 'visitor') return
    dropPush().catch(() => undefined)
    if (worker) tellWorker(worker, { kind: 'signed-out' })
  }

  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'open') navigate(data.path)
    else setTimeout(() => tellWorker(worker, { kind: 'ended' }), Math.min(data.end - Date.now(), longestWaitMs))
  })
  tellWorker(worker, { kind: 'loaded', scripts: ownScripts() })
  session.subscribe(followSession)
  followSession()
}
