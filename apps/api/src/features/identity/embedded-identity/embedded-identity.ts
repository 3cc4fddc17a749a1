import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { Mail } from '../../../mail/mail.ts'
import type { Identity } from '../identity.port.ts'
import { createTokenVerifier } from '../verify-token.ts'
import { createAccessTokens, type IssueAccessToken } from './access-tokens.ts'
import { selectCredential } from './accounts.store.ts'
import { createAccounts } from './accounts.ts'
import { startBetterAuth } from './better-auth.ts'
import { createKeyRing } from './key-ring.ts'
import { changePassword, checkPassword, deleteAccount } from './own-account.ts'
import { createPasswords } from './passwords.ts'
import { createPostOffice } from './post-office.ts'
import { forgot, reset } from './reset.ts'
import { createSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { confirm, resend, signUp } from './sign-up.ts'
import { createSigningKeys } from './signing-key.ts'

export type EmbeddedIdentityOptions = {
  db: Db
  /** The same database as `db`. */
  connectionUrl: string
  mail: Mail
  /** The origin at which people reach this server: what its tokens name as their issuer. */
  issuer: string
  log: FastifyBaseLogger
}

export type EmbeddedIdentity = Identity & {
  /** Signs a token without anybody having signed in: for tests, benchmarks and the demo. */
  issue: IssueAccessToken
  /** Signs with a new key from now on. */
  rotateKey(): Promise<void>
}

const clientId = 'cruddur-web'

/** Identity in our own PostgreSQL: accounts and sessions by better-auth, the rest ours (docs/decisions/004). */
export async function createEmbeddedIdentity(options: EmbeddedIdentityOptions): Promise<EmbeddedIdentity> {
  const { db, connectionUrl, mail, issuer, log } = options
  const betterAuth = await startBetterAuth(connectionUrl, issuer)
  const ring = createKeyRing(db)
  const keys = createSigningKeys(db, ring)
  const issue = createAccessTokens({ issuer, clientId, keys })
  const sessions = createSessions(betterAuth, issue)
  const accounts = createAccounts(betterAuth)
  const postOffice = createPostOffice(mail, log)
  const parts = { db, accounts, sessions, passwords: createPasswords(), postOffice }

  return {
    signUp: (person) => signUp(parts, person),
    confirm: (proof) => confirm(parts, proof),
    resend: (email) => resend(parts, email),
    signIn: (credentials) => signIn(parts, credentials),
    refresh: sessions.refresh,
    forgot: (email) => forgot(parts, email),
    reset: (proof) => reset(parts, proof),
    async signOut(refreshToken) {
      const sub = await sessions.ownerOf(refreshToken)
      if (sub) await sessions.endAllOf(sub)
    },
    async checkPassword(proof) {
      await checkPassword(parts, proof)
    },
    changePassword: (change) => changePassword(parts, change),
    endSessions: sessions.endAllOf,
    deleteAccount: (sub) => deleteAccount(parts, sub),
    findPerson: accounts.findPerson,
    findEmail: async (sub) => (await selectCredential(db, sub))?.email ?? null,
    verify: createTokenVerifier([{ issuer, clientId, keyOf: ring.find }]),
    async publicKeys() {
      // Never an empty list: whoever sets up a verifier wants to see a key.
      await keys.current()
      return ring.publicKeys()
    },
    issue,
    async rotateKey() {
      await keys.rotate()
    },
    async close() {
      // A mail server that hangs must not keep ours from stopping.
      await postOffice.settled(4_000)
      await betterAuth.close()
    },
  }
}
