import { storedKeys, writtenPrefix } from '../client/device-storage.ts'

const prefix = `${writtenPrefix}draft.`
/** A draft that nobody touches is forgotten after so many milliseconds. */
export const maxAgeMs = 30 * 24 * 3600 * 1000

/** `at`: when it was last changed, in epoch milliseconds of this device. */
type Draft = { text: string; at: number }

export type KeptDraft = Draft & { key: string }

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
    /** The drafts whose keys begin with `beginning`, the latest first. */
    list(beginning: string): KeptDraft[] {
      const kept = storedKeys(storage, prefix + beginning).flatMap((storageKey) => {
        const draft = read(storage, storageKey)
        const isKept = draft && draft.text.trim() !== '' && now() - draft.at < maxAgeMs
        return isKept ? [{ ...draft, key: storageKey.slice(prefix.length) }] : []
      })
      return kept.sort((a, b) => b.at - a.at)
    },
    dropOld(): void {
      for (const storageKey of storedKeys(storage, prefix)) {
        const draft = read(storage, storageKey)
        if (!draft || now() - draft.at >= maxAgeMs) storage.removeItem(storageKey)
      }
    },
  }
}
