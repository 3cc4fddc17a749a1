import type { QueryClient } from '@tanstack/react-query'
import { fetchCode, runCode } from '../client/fetch-code.ts'
import { session } from '../client/session/session.ts'
import { preloadParts } from '../parts/preload-parts.ts'

/**
 * Runs a task when the browser has nothing better to do, after 4 s at the latest. Safari has no `requestIdleCallback`.
 */
function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 4000 })
  else setTimeout(task, 1500)
}

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
  () => import('../cruds/crud-insert.ts'),
  () => import('../features/activities/react.ts'),
  () => import('../features/relations/follow.ts'),
  () => import('./live/apply-relation.ts'),
]

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
    preload()
    addEventListener('online', preload)
    session.subscribe(() => whenIdle(preload))
  })
}
