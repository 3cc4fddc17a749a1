/** Storage in memory, for when the browser denies its own. The page works, and forgets at a reload. */
export function createMemoryStorage(): Storage {
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

function find(): Storage {
  try {
    return globalThis.localStorage ?? createMemoryStorage()
  } catch {
    return createMemoryStorage()
  }
}

/** Keys of what somebody wrote and did not publish begin with this. */
export const writtenPrefix = 'cruddur.written.'

/** What this device stores for the reader: drafts and preferences. Never a token, never anybody else's words. */
export const deviceStorage: Storage = find()

export function storedKeys(storage: Storage, prefix: string): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
    key.startsWith(prefix),
  )
}

/** Removes from this device everything that was written and not published. */
export function forgetWritten(): void {
  for (const key of storedKeys(deviceStorage, writtenPrefix)) deviceStorage.removeItem(key)
}
