/** Storage that keeps nothing, for where the device denies it: the page then works, and forgets at a reload. */
const nowhere = (): Storage => {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

const find = (): Storage => {
  try {
    return globalThis.localStorage ?? nowhere()
  } catch {
    return nowhere()
  }
}

/** What this device keeps for the reader: drafts, preferences. Never a token, never a word of somebody else. */
export const deviceStorage: Storage = find()
