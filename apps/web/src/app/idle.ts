/** Fetches, when there is nothing better to do, what will be wanted soon. Safari has no `requestIdleCallback`. */
export function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 4000 })
  else setTimeout(task, 1500)
}
