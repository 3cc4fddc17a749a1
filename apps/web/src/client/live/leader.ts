const lockName = 'cruddur.live'

/**
 * Runs the task in one tab at a time; in the next tab when that one stops. Without the Lock API it runs in every tab.
 */
export async function leadWhile(signal: AbortSignal, task: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return task()
  await navigator.locks.request(lockName, { signal }, task).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}

export async function isSomebodyLeading(): Promise<boolean> {
  if (!globalThis.navigator?.locks) return false
  const { held = [] } = await navigator.locks.query()
  return held.some((lock) => lock.name === lockName)
}
