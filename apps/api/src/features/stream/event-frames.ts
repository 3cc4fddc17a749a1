import { StreamEvent } from '@cruddur/contract/stream'
import { formatPosition, type Position } from './position.ts'

/** Milliseconds after which a client comes back when its stream broke. */
const comeBackAfter = 2_000

/** The first thing that a stream says. Many proxies hold a reply back until something has come. */
export const hello = `retry: ${comeBackAfter}\n\n`

/**
 * Events as they are sent. Only the last carries the new position: a stream that breaks before it is resumed from the old
 * one, and hears the others again.
 */
export const framesOf = (events: StreamEvent[], before: Position, after: Position): string =>
  events.map((event, index) => frame(event, index === events.length - 1 ? after : before)).join('')

const frame = (event: StreamEvent, position: Position): string =>
  `id: ${formatPosition(position)}\nevent: ${event.kind}\ndata: ${JSON.stringify(StreamEvent.parse(event))}\n\n`

/** The last event of a stream whose session has ended. It has no id, because nothing is resumed from it. */
export const signedOut = `event: signed_out\ndata: ${JSON.stringify(StreamEvent.parse({ kind: 'signed_out' }))}\n\n`

/** Says that the stream is alive, and how far it has come: an event without data only sets the id. */
export const heartbeatOf = (position: Position): string => `: alive\nid: ${formatPosition(position)}\n\n`
