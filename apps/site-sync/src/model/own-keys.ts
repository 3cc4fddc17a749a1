/** The folder of keys, below the prefix, in which site-sync keeps its own objects. No plan names them. */
export const ownFolder = '.site-sync/'

/** The key of the object that exists while a run changes the bucket. */
export function lockKey(prefix: string): string {
  return `${prefix}${ownFolder}lock.json`
}

/** The key of the object that says what the last run wrote. */
export function manifestKey(prefix: string): string {
  return `${prefix}${ownFolder}manifest.json`
}
