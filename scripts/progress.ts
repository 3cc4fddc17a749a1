/** Milliseconds between two lines where there is no terminal to draw on, and between two drawings where there is. */
const pauses = { line: 5_000, bar: 100 }
const width = 30

/** Shows how far something is: a bar that moves on a terminal, now and then a line elsewhere. */
export function createProgress(total: number, stream: NodeJS.WriteStream = process.stdout) {
  let shown = 0
  let latest = ''
  return {
    show(done: number, words: string): void {
      const share = total > 0 ? Math.min(done / total, 1) : 1
      const percent = `${Math.floor(share * 100)}%`
      const filled = Math.round(share * width)
      latest = stream.isTTY
        ? `\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${percent}  ${words}\u001b[K`
        : `${percent}  ${words}\n`
      if (Date.now() - shown < (stream.isTTY ? pauses.bar : pauses.line)) return
      shown = Date.now()
      stream.write(latest)
    },
    end(): void {
      if (stream.isTTY) stream.write(`${latest}\n`)
    },
  }
}
