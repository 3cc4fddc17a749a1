import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { createGate } from './gate.ts'

/** The hash of nothing: comparing with it takes as long as with any other, and never succeeds. */
const nobodys = `${'0'.repeat(32)}:${'0'.repeat(128)}`

/**
 * Passwords and codes as they are kept: by scrypt, which takes about 75 ms of a thread. Codes as well, because a plain
 * hash of six digits is undone in a second by whoever gets to see the table while the code is good.
 *
 * Two at once: Node has four such threads, and verifying a token needs one too. A flood of sign-ins waits for itself,
 * and beyond a hundred is turned away with `rate_limited`, while everything else goes on.
 */
export function createPasswords() {
  const gate = createGate({ atOnce: 2, waiting: 100, retryAfter: 5 })
  return {
    hash: (password: string): Promise<string> => gate(() => hashPassword(password)),
    /** Takes as long, and says no, where there is no hash to compare with. */
    matches: (password: string, hash: string | undefined): Promise<boolean> =>
      gate(() => verifyPassword({ password, hash: hash ?? nobodys })),
  }
}

export type Passwords = ReturnType<typeof createPasswords>
