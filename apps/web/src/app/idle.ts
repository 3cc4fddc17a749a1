import type { QueryClient } from '@tanstack/react-query'
import { fetchCode, runCode } from '../client/fetch-code.ts'
import { session } from '../client/session/session.ts'
import { whenIdle } from '../client/when-idle.ts'
import { preloadParts } from '../parts/preload-parts.ts'

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}

/** What the reader does next is there before they ask for it, and stays when the network goes. */
function preload(): void {
  const { phase } = session.get()
  if (phase === 'restoring') return
  preloadParts(phase === 'member')
  if (phase === 'member') {
    for (const load of memberCode) fetchCode(load).catch(() => undefined)
  }
}

const memberCode: readonly (() => Promise<unknown>)[] = [
  () => import('./show-published.ts'),
  () => import('../features/activities/react.ts'),
  () => import('../features/relations/follow.ts'),
  () => import('./live/apply-relation.ts'),
]

/** What may be needed later waits until the reader has what they came for, in milliseconds. */
const preloadAfterMs = 3000

/** Begins what the first page goes without. */
export function startIdleWork(client: QueryClient): void {
  whenIdle(() => {
    runCode(
      () => import('../client/error-words.ts'),
      () => undefined,
    )
    runCode(
      () => import('./live/start-live.ts'),
      ({ startLive }) => startLive(client),
    )
    runCode(
      () => import('../layout/shortcuts.ts'),
      ({ onKeyDown }) => addEventListener('keydown', onKeyDown),
    )
    if (savesData()) return
    setTimeout(() => whenIdle(preload), preloadAfterMs)
    addEventListener('online', preload)
    session.subscribe(() => whenIdle(preload))
  })
}
