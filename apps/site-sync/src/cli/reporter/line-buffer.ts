/** Milliseconds that a line waits for others, and letters that do not wait. */
const pause = 50
const enough = 32 * 1024

/**
 * Writes lines together: one by one, ten thousand of them take longer than what they tell of. Nobody waits longer than a
 * moment, and none is lost, however the process ends. At a terminal, where they stand between bars that are drawn over, each
 * is written at once.
 */
export function createLineBuffer(stream: NodeJS.WritableStream & { isTTY?: boolean }) {
  let held = ''
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    process.off('exit', flush)
    if (held !== '') stream.write(held)
    held = ''
  }
  return {
    line(words: string): void {
      held += `${words}\n`
      if (stream.isTTY || held.length > enough) flush()
      else if (!timer) {
        timer = setTimeout(flush, pause)
        process.once('exit', flush)
      }
    },
    flush,
  }
}
