/**
 * Runs a task when the browser has nothing better to do, after 4 s at the latest. Safari has no `requestIdleCallback`.
 */
export function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 4000 })
  else setTimeout(task, 1500)
}
