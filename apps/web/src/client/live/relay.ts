import type { Heard } from './connection.ts'

/** What the tab that listens tells the others. Only references: who wants to read asks. */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('cruddur.live')

/** Whose stream it is: tabs of two people, for the moment in which one leaves and another enters, do not mix. */
type Relayed = { whose: string; heard: Heard }

export function relay(relayed: Relayed): void {
  channel?.postMessage(relayed)
}

export function hearRelayed(listener: (relayed: Relayed) => void): void {
  channel?.addEventListener('message', (event: MessageEvent<Relayed>) => listener(event.data))
}
