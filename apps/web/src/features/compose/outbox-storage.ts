import { deviceStorage, writtenPrefix } from '../../ui/device-storage.ts'
import type { Outgoing } from './outbox.ts'

const key = `${writtenPrefix}outbox`
/** The server knows the key of a try for a day; after that trying again could post twice. */
const longest = 24 * 3600 * 1000

const isRecent = (item: Outgoing): boolean => Date.now() - Date.parse(item.at) < longest

/** What had not arrived when the page was last open. Whether it did arrive then, nobody here knows: the next try tells. */
export const loadOutbox = (): readonly Outgoing[] => {
  try {
    const kept = JSON.parse(deviceStorage.getItem(key) ?? '[]') as Outgoing[]
    return kept.filter(isRecent).map((item) => ({ ...item, state: 'failed', troubles: ['interrupted'] }))
  } catch {
    return []
  }
}

export const keepOutbox = (items: readonly Outgoing[]): void => {
  try {
    if (items.length > 0) deviceStorage.setItem(key, JSON.stringify(items))
    else deviceStorage.removeItem(key)
  } catch {
    // It then lasts as long as the page does.
  }
}
