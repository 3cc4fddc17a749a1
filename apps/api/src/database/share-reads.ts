/**
 * Lets requests that ask for the same thing share one read. Nobody gets the result of a read that began before they asked, so that
 * they see whatever was committed before, and nothing that had expired by then. One read runs and at most one waits,
 * however many ask.
 */
export function shareReads<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<void> | undefined
  let next: Promise<Result> | undefined

  async function readNext(): Promise<Result> {
    await running
    // Whoever asks from here on waits for the read after this one.
    next = undefined
    const result = read()
    const end = () => {
      running = undefined
    }
    running = result.then(end, end)
    return result
  }

  return () => {
    next ??= readNext()
    return next
  }
}
