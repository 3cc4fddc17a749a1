import type { Received } from './connection.ts'

/**
 * From the tab that holds the stream to the others. Events are references only: a tab calls the API for the words.
 */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('cruddur.live')

/** `reader` says whose stream it is, so that tabs do not mix two people's while one signs out and another signs in. */
type Relayed = { reader: string; received: Received }

export function relay(relayed: Relayed): void {
  channel?.postMessage(relayed)
}

export function onRelayed(listener: (relayed: Relayed) => void): void {
  channel?.addEventListener('message', (event: MessageEvent<Relayed>) => listener(event.data))
}
