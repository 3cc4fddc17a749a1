/**
 * The caller's name for a request, and a hash of the request, which tells a retry from another request. Hashes have a key of the day:
 * `earlierFingerprint` is the hash that the same request of the day before has.
 */
export type IdempotencyKey = { key: string; fingerprint: string; earlierFingerprint?: string }

/** Whether a stored fingerprint is of the same request. */
export function isSameRequest(
  { fingerprint, earlierFingerprint }: IdempotencyKey,
  stored: string | undefined,
): boolean {
  return stored === fingerprint || (stored !== undefined && stored === earlierFingerprint)
}
