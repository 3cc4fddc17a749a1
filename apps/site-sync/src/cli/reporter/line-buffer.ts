/** Milliseconds that a line waits for others, and characters from which on lines do not wait. */
const maxWaitMs = 50
const maxHeldCharacters = 32 * 1024

/**
 * Writes lines together: one by one, ten thousand lines take longer than the work that they report. A line waits a moment at
 * most, and none is lost, however the process ends. At a terminal each is written at once, as a bar is redrawn below it.
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
      if (stream.isTTY || held.length > maxHeldCharacters) flush()
      else if (!timer) {
        timer = setTimeout(flush, maxWaitMs)
        process.once('exit', flush)
      }
    },
    flush,
  }
}
