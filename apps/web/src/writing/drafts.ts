import { storedKeys, writtenPrefix } from '../client/device-storage.ts'

const prefix = `${writtenPrefix}draft.`
const longest = 30 * 24 * 3600 * 1000

type Draft = { text: string; at: number }

function read(storage: Storage, key: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(storage.getItem(key) ?? 'null')
    const known = draft && typeof draft === 'object' && 'text' in draft && 'at' in draft
    return known && typeof draft.text === 'string' && typeof draft.at === 'number'
      ? { text: draft.text, at: draft.at }
      : undefined
  } catch {
    return undefined
  }
}

/**
 * What was begun and not posted, kept on this device so that a reload does not lose it. One for each place to write in
 * and for each person. Drafts are forgotten too: when they are posted, at sign-out, and after 30 days untouched.
 */
export function createDrafts(storage: Storage, now: () => number = Date.now) {
  return {
    load: (place: string): string => {
      const draft = read(storage, prefix + place)
      return draft && now() - draft.at < longest ? draft.text : ''
    },
    save: (place: string, text: string): void => {
      if (text === '') storage.removeItem(prefix + place)
      else storage.setItem(prefix + place, JSON.stringify({ text, at: now() } satisfies Draft))
    },
    dropOld: (): void => {
      for (const key of storedKeys(storage, prefix)) {
        const draft = read(storage, key)
        if (!draft || now() - draft.at >= longest) storage.removeItem(key)
      }
    },
  }
}
