const name = 'cruddur.live'

/** Runs a task in one tab of the browser at a time, in another when that one stops. Where there are no locks, in each. */
export async function leadWhile(signal: AbortSignal, task: () => Promise<void>): Promise<void> {
  if (!globalThis.navigator?.locks) return task()
  await navigator.locks.request(name, { signal }, task).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}

export async function somebodyLeads(): Promise<boolean> {
  if (!globalThis.navigator?.locks) return false
  const { held = [] } = await navigator.locks.query()
  return held.some((lock) => lock.name === name)
}
