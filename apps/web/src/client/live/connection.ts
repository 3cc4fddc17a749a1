import { StreamEvent } from '@cruddur/contract/stream'
import { createEventReader } from './event-reader.ts'

/** What is heard: an event, and where the stream is after it. */
export type Heard = { event: StreamEvent | undefined; position: string | undefined }

type ConnectionPorts = {
  /** Opens the stream, resumed from a position. Rejects when that fails. */
  open: (position: string | undefined, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>
  hear: (heard: Heard) => void
  /** Resolves after some milliseconds, or sooner when the network is back. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const shortest = 1_000
const longest = 60_000
/** The server says every 15 s that it is there. A stream that is silent for longer is dead, and nobody told us. */
const silence = 45_000

/** Longer with each failure, and never the same for everybody: a server that comes back is not run over. */
export function backOff(failures: number, chance = Math.random()): number {
  return Math.min(longest, shortest * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2)
}

function parse(data: string | undefined): StreamEvent | undefined {
  if (data === undefined) return undefined
  try {
    // A kind that this page does not know yet is none of its business.
    return StreamEvent.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

/** Reads one stream to its end. Tells whether it said anything. */
async function listen(stream: ReadableStream<Uint8Array>, hear: (heard: Heard) => void): Promise<boolean> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  const read = createEventReader()
  let said = false
  for (;;) {
    let timer: ReturnType<typeof setTimeout> | undefined
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('silent')), silence)
    })
    try {
      const { done, value } = await Promise.race([reader.read(), silent])
      if (done) return said
      said = true
      for (const { id, data } of read(value)) hear({ event: parse(data), position: id })
    } catch {
      reader.cancel().catch(() => undefined)
      return said
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Stays connected until told to stop: comes back when the stream breaks, and goes on where it was. */
export async function stayConnected(
  { open, hear, pause }: ConnectionPorts,
  positionOf: () => string | undefined,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const said = await listen(await open(positionOf(), signal), hear)
      failures = said ? 0 : failures + 1
    } catch {
      failures++
    }
    if (!signal.aborted) await pause(backOff(failures), signal)
  }
}
