import type { Received } from './connection.ts'

/**
 * From the tab that holds the stream to the others. Events are references only: a tab calls the API for the words.
 */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('cruddur.live')

/** `reader` says whose stream it is, so that tabs do not mix two people's while one signs out and another signs in. */
type Relayed = { reader: string } & (
  | { received: Received }
  /** The tab that holds the stream has every event since this position. */
  | { since: string }
  /** Another tab shows replies of this position, so that it needs every event since then. */
  | { needs: string }
)

/** Most messages that wait for a listener. With more it loads its page anew instead. */
const maxEarly = 1_000

let listener: ((relayed: Relayed) => void) | undefined
const early: Relayed[] = []

function keep(relayed: Relayed): void {
  if (early.push(relayed) <= maxEarly) return
  early.length = 0
  early.push({ reader: relayed.reader, received: { event: { kind: 'resync' }, position: undefined } })
}

/**
 * Begins to keep what is relayed, before the page sends its first request. Whatever another tab relayed earlier than that,
 * the first reply shows.
 */
export function startRelay(): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Relayed>) => (listener ? listener(data) : keep(data)))
}

export function relay(relayed: Relayed): void {
  channel?.postMessage(relayed)
}

/** Passes on what is relayed, and first what was kept. There is one listener in a tab. */
export function onRelayed(next: (relayed: Relayed) => void): void {
  listener = next
  for (const relayed of early.splice(0)) next(relayed)
}
