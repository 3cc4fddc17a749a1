import { deviceStorage, writtenPrefix } from '../client/device-storage.ts'
import type { Trouble } from '../client/error-words.ts'

/** Something on its way. Its key stays the same however often it is tried, so that it arrives once. */
export type Sending = { key: string; at: string; state: 'sending' | 'failed'; troubles: readonly Trouble[] }

/** The server knows the key of a try for a day; after that trying again could post twice. */
const longest = 24 * 3600 * 1000

const isRecent = (item: Sending): boolean => Date.now() - Date.parse(item.at) < longest

/** What had not arrived when the page was last open. Whether it did arrive then, nobody here knows: the next try tells. */
export function loadOutbox<T extends Sending>(name: string): readonly T[] {
  try {
    const kept = JSON.parse(deviceStorage.getItem(writtenPrefix + name) ?? '[]') as T[]
    return kept.filter(isRecent).map((item) => ({ ...item, state: 'failed', troubles: ['interrupted'] }))
  } catch {
    return []
  }
}

export function keepOutbox(name: string, items: readonly Sending[]): void {
  try {
    if (items.length > 0) deviceStorage.setItem(writtenPrefix + name, JSON.stringify(items))
    else deviceStorage.removeItem(writtenPrefix + name)
  } catch {
    // It then lasts as long as the page does.
  }
}
