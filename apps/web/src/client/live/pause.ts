/** Resolves after some milliseconds, or sooner when the network is back or somebody looks at the page again. */
export function pauseUntilOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const onVisible = () => !document.hidden && end()
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      document.removeEventListener('visibilitychange', onVisible)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    addEventListener('online', end)
    document.addEventListener('visibilitychange', onVisible)
    signal.addEventListener('abort', end)
  })
}
