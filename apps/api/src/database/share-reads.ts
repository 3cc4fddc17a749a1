/**
 * Lets requests that ask for the same thing share reads. Nobody gets the result of a read that began before they asked, so that
 * they see whatever was committed before, and nothing that had expired by then. At most `atOnce` reads run and one waits,
 * however many ask.
 */
export function shareReads<Result>(read: () => Promise<Result>, atOnce: number): () => Promise<Result> {
  const running = new Set<Promise<void>>()
  let next: Promise<Result> | undefined

  function begin(): Promise<Result> {
    const result = read()
    const end = () => {
      running.delete(ended)
    }
    const ended: Promise<void> = result.then(end, end)
    running.add(ended)
    return result
  }

  async function beginLater(): Promise<Result> {
    while (running.size >= atOnce) await Promise.race(running)
    // Whoever asks from here on gets a read that begins later.
    next = undefined
    return begin()
  }

  return () => {
    if (!next && running.size < atOnce) return begin()
    next ??= beginLater()
    return next
  }
}
