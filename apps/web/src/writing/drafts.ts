import { storedKeys, writtenPrefix } from '../client/device-storage.ts'

const prefix = `${writtenPrefix}draft.`
const maxAgeMs = 30 * 24 * 3600 * 1000

type Draft = { text: string; at: number }

function read(storage: Storage, storageKey: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(storage.getItem(storageKey) ?? 'null')
    const known = draft && typeof draft === 'object' && 'text' in draft && 'at' in draft
    return known && typeof draft.text === 'string' && typeof draft.at === 'number'
      ? { text: draft.text, at: draft.at }
      : undefined
  } catch {
    return undefined
  }
}

/**
 * Texts that were begun and not posted, stored on this device so that a reload does not lose them. Drafts are forgotten
 * too: when they are posted, at sign-out, and after 30 days untouched.
 */
export function createDrafts(storage: Storage, now: () => number = Date.now) {
  return {
    load(key: string): string {
      const draft = read(storage, prefix + key)
      return draft && now() - draft.at < maxAgeMs ? draft.text : ''
    },
    save(key: string, text: string): void {
      if (text === '') storage.removeItem(prefix + key)
      else storage.setItem(prefix + key, JSON.stringify({ text, at: now() } satisfies Draft))
    },
    dropOld(): void {
      for (const storageKey of storedKeys(storage, prefix)) {
        const draft = read(storage, storageKey)
        if (!draft || now() - draft.at >= maxAgeMs) storage.removeItem(storageKey)
      }
    },
  }
}
