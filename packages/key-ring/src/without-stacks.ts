/**
 * Calls something of `node:crypto` that takes the bytes of a key. Node 24 throws and catches two errors to find out that they are no
 * `KeyObject` (`isKeyObject`, lib/internal/crypto/keys.js). Without their stacks a cipher costs 10 µs instead of 30. A
 * `KeyObject` would be faster still, but it holds a copy of the key until garbage is collected.
 */
export function withoutStacks<Result>(call: () => Result): Result {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return call()
  } finally {
    Error.stackTraceLimit = limit
  }
}
