import { write, writeSync } from 'node:fs'

export type LineWriter = {
  /** Puts a line, which ends with a line break, behind those that wait. */
  write(line: string): void
  /** Writes what waits before it returns. For the end of the process. */
  flush(): void
}

export type LineWriterOptions = {
  /** Characters that may wait. What is more is dropped: a reader that hangs must not fill the memory. */
  maxWaiting?: number
  /** Is called when lines are written again, with the number of those that were dropped. */
  onDropped?: (lines: number) => void
}

const defaultMaxWaiting = 4 * 1024 * 1024
/** Milliseconds in which lines gather. A write of its own for each line costs twice as much as making the line. */
const gatherMs = 10
/** With so many characters it does not wait for more lines, and so many are written at once. */
const fullBatch = 16 * 1024
const largestBatch = 64 * 1024
/** Milliseconds that the end of the process waits for what is being written, so that it comes first. */
const endMs = 20
/** Milliseconds until the next try, if the reader of a pipe that does not block takes nothing. */
const retryMs = 100

/**
 * Writes lines to a file descriptor in the background, many at a time. Whoever writes never waits, even if nobody reads. There
 * should be one writer for each file descriptor: those of several could be mixed within a line.
 */
export function createLineWriter(
  fd: number,
  { maxWaiting = defaultMaxWaiting, onDropped }: LineWriterOptions = {},
): LineWriter {
  let lines: string[] = []
  let waiting = 0
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let isWriting = false
  let isClosed = false

  function takeBatch(most = largestBatch): { bytes: Buffer; count: number } {
    clearTimeout(timer)
    timer = undefined
    let [count, length] = [0, 0]
    while (count < lines.length && length < most) length += lines[count++]?.length ?? 0
    const batch = lines.slice(0, count).join('')
    lines = lines.slice(count)
    waiting -= length
    return { bytes: Buffer.from(batch), count }
  }

  function startSoon(): void {
    if (isWriting) return
    if (waiting >= fullBatch) start()
    else timer ??= setTimeout(start, gatherMs)
  }

  function start(): void {
    isWriting = true
    const { bytes, count } = takeBatch()
    writeOn(bytes, count)
  }

  function writeOn(bytes: Buffer, count: number): void {
    write(fd, bytes, (error, written) => {
      if (error && isBusy(error)) setTimeout(writeOn, retryMs, bytes, count)
      else if (error) fail(error, count)
      else if (written < bytes.length) writeOn(bytes.subarray(written), count)
      else succeed()
    })
  }

  /** A full disk may have room again. A pipe that its reader has closed stays closed. */
  function fail({ code }: NodeJS.ErrnoException, count: number): void {
    isWriting = false
    isClosed = code === 'EPIPE'
    dropped += count
    if (waiting > 0 && !isClosed) startSoon()
  }

  function succeed(): void {
    isWriting = false
    const count = dropped
    dropped = 0
    if (count > 0) onDropped?.(count)
    if (waiting > 0) startSoon()
  }

  return {
    write(line) {
      if (isClosed) return
      if (waiting + line.length > maxWaiting) {
        dropped++
        return
      }
      lines.push(line)
      waiting += line.length
      startSoon()
    },
    flush() {
      if (waiting === 0 || isClosed) return
      // Node has begun this in a thread of its own, and finishes it before the process ends.
      if (isWriting) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, endMs)
      writeAll(fd, takeBatch(Infinity).bytes)
    },
  }
}

const isBusy = ({ code }: NodeJS.ErrnoException) => code === 'EAGAIN'

/** Tries for a moment. */
function writeAll(fd: number, bytes: Buffer): void {
  const giveUpAt = performance.now() + retryMs
  let rest = bytes
  while (rest.length > 0 && performance.now() < giveUpAt) {
    try {
      rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      if (!isBusy(error as NodeJS.ErrnoException)) return
    }
  }
}
