import type { Progress } from '../../model/reporter.ts'

const width = 28
/** Milliseconds between two drawings, and between two lines where nothing can be drawn over. */
const pauses = { bar: 80, line: 5_000 }

export type ProgressBar = { show(progress: Progress): void; clear(): void }

/** A bar that is drawn over itself. */
export function createBar(stream: NodeJS.WriteStream): ProgressBar {
  let shown = 0
  let isDrawn = false
  return {
    show({ done, total, words }) {
      if (Date.now() - shown < pauses.bar && done < total) return
      shown = Date.now()
      const share = total > 0 ? Math.min(done / total, 1) : 1
      const filled = Math.round(share * width)
      const bar = `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${Math.floor(share * 100)}% ${words}`
      stream.write(`\r${bar.slice(0, (stream.columns || 80) - 1)}\u001b[K`)
      isDrawn = true
    },
    clear() {
      if (isDrawn) stream.write('\r\u001b[K')
      isDrawn = false
    },
  }
}

/** Now and then a line: for logs. */
export function createProgressLines(write: (line: string) => void): ProgressBar {
  let shown = Date.now()
  return {
    show({ done, total, words }) {
      if (Date.now() - shown < pauses.line) return
      shown = Date.now()
      write(`${Math.floor((total > 0 ? Math.min(done / total, 1) : 1) * 100)}% ${words}`)
    },
    clear() {},
  }
}
