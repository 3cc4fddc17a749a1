import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { createConcurrencyLimiter } from './concurrency-limiter.ts'

/** A hash that no password has. Comparing with it takes as long as with any other. */
const unmatchableHash = `${'0'.repeat(32)}:${'0'.repeat(128)}`

/**
 * Hashes passwords and codes by scrypt, which takes about 75 ms of a thread. Codes too: whoever reads the table could
 * reverse a plain hash of a code in a second, while the code is still valid.
 *
 * Two run at once: Node has four such threads, and verifying a token needs one too. A flood of sign-ins therefore delays
 * only sign-ins, and is refused with `rate_limited` when a hundred wait.
 */
export function createPasswords() {
  const run = createConcurrencyLimiter({ maxRunning: 2, maxWaiting: 100, retryAfter: 5 })
  return {
    hash: (password: string): Promise<string> => run(() => hashPassword(password)),
    /** Returns false without a hash, after the same time. */
    matches: (password: string, hash: string | undefined): Promise<boolean> =>
      run(() => verifyPassword({ password, hash: hash ?? unmatchableHash })),
  }
}

export type Passwords = ReturnType<typeof createPasswords>
