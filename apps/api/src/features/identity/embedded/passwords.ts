import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { createConcurrencyLimiter } from './concurrency-limiter.ts'

/** A hash that no password has. Comparing with it takes as long as with any other. */
export const unmatchableHash = `${'0'.repeat(32)}:${'0'.repeat(128)}`

/** As better-auth hashes passwords, so that a code takes as long as a password. */
const scryptOptions = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
const scryptAsync = promisify<string, string, number, typeof scryptOptions, Buffer>(scrypt)

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
    /** Hashes a code with its address as salt, so that one hash finds the sign-up, however many are pending. */
    hashCode: (email: string, code: string): Promise<string> =>
      run(async () => (await scryptAsync(code, `cruddur code of ${email}`, 32, scryptOptions)).toString('base64url')),
  }
}

export type Passwords = ReturnType<typeof createPasswords>
