/** The least time between two outputs: a line for a log, a bar for a terminal. */
const intervalMs = { line: 5_000, bar: 100 }
const barWidth = 30

/** Shows progress: a moving bar on a terminal, a line every 5 s elsewhere. */
export function createProgress(total: number, stream: NodeJS.WriteStream = process.stdout) {
  let shownAt = 0
  let latest = ''
  return {
    show(done: number, words: string): void {
      const share = total > 0 ? Math.min(done / total, 1) : 1
      const percent = `${Math.floor(share * 100)}%`
      const filled = Math.round(share * barWidth)
      latest = stream.isTTY
        ? `\r[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${percent}  ${words}\u001b[K`
        : `${percent}  ${words}\n`
      if (Date.now() - shownAt < (stream.isTTY ? intervalMs.bar : intervalMs.line)) return
      shownAt = Date.now()
      stream.write(latest)
    },
    end(): void {
      if (stream.isTTY) stream.write(`${latest}\n`)
    },
  }
}
