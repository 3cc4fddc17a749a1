import { StreamEvent } from '@cruddur/contract/stream'
import { formatPosition, type StreamPosition } from './stream-position.ts'

/** After how long a client reconnects when its stream broke. */
const reconnectMs = 2_000

/** The first bytes of a stream. Many proxies hold a reply back until something has come. */
export const hello = `retry: ${reconnectMs}\n\n`

/**
 * Events in the format of the wire. Only the last carries the new position: a stream that breaks before it resumes from
 * the old one, and gets the others again.
 */
export function framesOf(events: StreamEvent[], before: StreamPosition, after: StreamPosition): string {
  return events.map((event, index) => frame(event, index === events.length - 1 ? after : before)).join('')
}

const frame = (event: StreamEvent, position: StreamPosition): string =>
  `id: ${formatPosition(position)}\nevent: ${event.kind}\ndata: ${JSON.stringify(StreamEvent.parse(event))}\n\n`

/** Shows that the stream is alive, and how far it has come: an event without data only sets the id. */
export function heartbeatOf(position: StreamPosition): string {
  return `: alive\nid: ${formatPosition(position)}\n\n`
}
/** The last event of a stream whose session has ended. It has no id, because nothing is resumed from it. */
export const signedOut = `event: signed_out\ndata: ${JSON.stringify(StreamEvent.parse({ kind: 'signed_out' }))}\n\n`
