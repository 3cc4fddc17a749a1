/**
 * The first Ctrl-C, or SIGTERM, asks for an orderly end: what is under way is finished. The second ends the process.
 *
 * @returns the signal, and how to stop listening
 */
export function watchInterrupts(onFirst: () => void): { signal: AbortSignal; unwatch(): void } {
  const controller = new AbortController()
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143)
    controller.abort()
    onFirst()
  }
  const names: NodeJS.Signals[] = ['SIGINT', 'SIGTERM']
  for (const name of names) process.on(name, onSignal)
  return {
    signal: controller.signal,
    unwatch: () => {
      for (const name of names) process.off(name, onSignal)
    },
  }
}
