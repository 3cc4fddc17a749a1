import { StreamEvent } from '@cruddur/contract/stream'
import { elapsed, serverClock } from '../clock/server-clock.ts'
import { subscribeToTime } from '../clock/ticker.ts'
import { createEventReader } from './event-reader.ts'

/** An event, and the position of the stream after it. An event of a kind that this page does not know is undefined. */
export type Received = { event: StreamEvent | undefined; position: string | undefined }

type ConnectionPorts = {
  /** Opens the stream, resumed from a position. Rejects when that fails. */
  open: (position: string | undefined, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>
  receive: (received: Received) => void
  /** Resolves after some milliseconds, or sooner when the network is back. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const minPauseMs = 1_000
const maxPauseMs = 60_000
/** The server sends something every 15 s. A stream that is silent for longer than this is dead. */
const maxSilenceMs = 45_000

/** Exponential back-off with jitter, in milliseconds, so that clients do not all come back at once. */
export function backOff(failures: number, chance = Math.random()): number {
  return Math.min(maxPauseMs, minPauseMs * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2)
}

function parse(data: string | undefined): StreamEvent | undefined {
  if (data === undefined) return undefined
  try {
    // A newer server may send kinds of events that this page does not know: they are skipped.
    return StreamEvent.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

/** Reads one stream to its end. Returns whether anything came. */
async function readToEnd(stream: ReadableStream<Uint8Array>, receive: (received: Received) => void): Promise<boolean> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  const readEvents = createEventReader()
  let anything = false
  let last = serverClock.read()
  // By the clock and not by a timer of its own: that one sleeps with the device, and the dead stream would look alive.
  const stopWatching = subscribeToTime(() => {
    if (elapsed(last, serverClock.read()) > maxSilenceMs) reader.cancel().catch(() => undefined)
  })
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return anything
      anything = true
      last = serverClock.read()
      for (const { id, data } of readEvents(value)) receive({ event: parse(data), position: id })
    }
  } catch {
    return anything
  } finally {
    stopWatching()
  }
}

/** Stays connected until it is aborted. When the stream breaks, it reconnects and resumes at the last position. */
export async function stayConnected(
  { open, receive, pause }: ConnectionPorts,
  positionOf: () => string | undefined,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const anything = await readToEnd(await open(positionOf(), signal), receive)
      failures = anything ? 0 : failures + 1
    } catch {
      failures++
    }
    if (!signal.aborted) await pause(backOff(failures), signal)
  }
}
