import { writtenPrefix } from '../client/device-storage.ts'
import type { FailureCode } from '../client/error-words.ts'

/** A text on its way to the server. Its idempotency key stays the same for every try, so that it is published once. */
export type Outgoing = { key: string; at: string; state: 'sending' | 'failed'; failures: readonly FailureCode[] }

/** The server remembers idempotency keys for a day. A try after that could publish twice. */
const maxAgeMs = 24 * 3600 * 1000

function isRecent(item: Outgoing): boolean {
  return Date.now() - Date.parse(item.at) < maxAgeMs
}

/** What had not arrived when the page was last open. Nobody knows whether it arrived since: the next try tells. */
export function loadOutbox<T extends Outgoing>(storage: Storage, name: string): readonly T[] {
  try {
    const stored = JSON.parse(storage.getItem(writtenPrefix + name) ?? '[]') as T[]
    return stored.filter(isRecent).map((item) => ({ ...item, state: 'failed', failures: ['interrupted'] }))
  } catch {
    return []
  }
}

export function saveOutbox(storage: Storage, name: string, items: readonly Outgoing[]): void {
  try {
    if (items.length > 0) storage.setItem(writtenPrefix + name, JSON.stringify(items))
    else storage.removeItem(writtenPrefix + name)
  } catch {
    // Without storage the outbox lasts as long as the page does.
  }
}
