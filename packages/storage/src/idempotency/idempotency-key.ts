/** The caller's name for a request, and a hash of the request, which tells a retry from another request. */
export type IdempotencyKey = { key: string; fingerprint: string }
