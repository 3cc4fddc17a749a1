/** Storage in memory, for where the device denies its own: the page then works, and forgets at a reload. */
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

/** What somebody wrote and did not publish is kept under names that begin so. */
export const writtenPrefix = 'cruddur.written.'

/** What this device keeps for the reader: drafts, preferences. Never a token, never a word of somebody else. */
export const deviceStorage: Storage = find()

export function storedKeys(storage: Storage, prefix: string): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
    key.startsWith(prefix),
  )
}

/** Takes whatever somebody wrote here and did not publish off this device, at once. */
export function forgetWritten(): void {
  for (const key of storedKeys(deviceStorage, writtenPrefix)) deviceStorage.removeItem(key)
}
