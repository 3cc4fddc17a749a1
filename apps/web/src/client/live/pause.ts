/** Resolves after some milliseconds, or sooner when the network is back or somebody looks again. */
export function pauseUntilOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => !document.hidden && go()
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      document.removeEventListener('visibilitychange', look)
      signal.removeEventListener('abort', go)
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    addEventListener('online', go)
    document.addEventListener('visibilitychange', look)
    signal.addEventListener('abort', go)
  })
}
