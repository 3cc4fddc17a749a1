const msBetweenLines = 5_000
const msBetweenDrawings = 100
const barWidth = 30

/** Shows how far a job is: a moving bar on a terminal, a line every five seconds elsewhere. */
export function createProgress(total: number, stream: NodeJS.WriteStream = process.stdout) {
  let shownAt = 0
  let latest = ''

  function show(done: number, description: string): void {
    const share = total > 0 ? Math.min(done / total, 1) : 1
    const percent = `${Math.floor(share * 100)}%`
    const filled = Math.round(share * barWidth)
    latest = stream.isTTY
      ? `\r[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${percent}  ${description}\u001b[K`
      : `${percent}  ${description}\n`
    if (Date.now() - shownAt < (stream.isTTY ? msBetweenDrawings : msBetweenLines)) return
    shownAt = Date.now()
    stream.write(latest)
  }

  function end(): void {
    if (stream.isTTY) stream.write(`${latest}\n`)
  }

  return { show, end }
}
