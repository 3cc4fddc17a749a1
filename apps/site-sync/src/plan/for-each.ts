/**
 * Runs `work` on every item, at most `limit` at a time. When one fails, or the signal says so, nothing more is begun; what
 * is under way is waited for, and only then is the first failure thrown.
 *
 * @returns whether all items were begun: false after the signal
 */
export async function forEach<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<boolean> {
  const iterator = items[Symbol.iterator]()
  let failure: { error: unknown } | undefined
  let isDone = false
  const worker = async () => {
    while (!failure && !signal?.aborted) {
      const { value, done } = iterator.next()
      if (done) {
        isDone = true
        return
      }
      await work(value).catch((error: unknown) => {
        failure ??= { error }
      })
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  if (failure) throw failure.error
  return isDone
}
