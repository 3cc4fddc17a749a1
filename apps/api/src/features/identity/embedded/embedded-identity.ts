import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { Mail } from '../../../mail/mail.ts'
import { createMailQueue } from '../../../mail/mail-queue.ts'
import type { Identity } from '../identity.port.ts'
import { selectCredential } from './accounts.store.ts'
import { createAccounts } from './accounts.ts'
import { startBetterAuth } from './better-auth.ts'
import { changePassword, checkPassword, deleteAccount } from './change-password.ts'
import { createPasswords } from './passwords.ts'
import { forgotPassword, resetPassword } from './reset-password.ts'
import { createSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { confirmSignUp, resendCode, signUp } from './sign-up.ts'
import type { IssueAccessToken } from './tokens/access-tokens.ts'
import { createTokens } from './tokens/tokens.ts'

export type EmbeddedIdentityOptions = {
  db: Db
  /** The same database as `db`. */
  connectionUrl: string
  mail: Mail
  /** The origin at which people reach this server. Its tokens name it as their issuer. */
  issuer: string
  log: FastifyBaseLogger
}

export type EmbeddedIdentity = Identity & {
  /** Issues a token without a sign-in, for tests and benchmarks. */
  issue: IssueAccessToken
  /** Signs with a new key from now on. */
  rotateKey(): Promise<void>
}

/** Milliseconds that closing waits for e-mails: a mail server that hangs must not keep ours from stopping. */
const maxMailWaitMs = 4_000

/** Identity in our own PostgreSQL: accounts and sessions by better-auth, the rest is ours (docs/decisions/004). */
export async function createEmbeddedIdentity(options: EmbeddedIdentityOptions): Promise<EmbeddedIdentity> {
  const { db, connectionUrl, mail, issuer, log } = options
  const betterAuth = await startBetterAuth(connectionUrl, issuer)
  const { issue, verify, publicKeys, rotateKey } = createTokens({ db, issuer })
  const sessions = createSessions(betterAuth, issue)
  const accounts = createAccounts(betterAuth)
  const mailQueue = createMailQueue(mail, log)
  const ports = { db, accounts, sessions, passwords: createPasswords(), mailQueue }

  return {
    signUp: (account) => signUp(ports, account),
    confirmSignUp: (proof) => confirmSignUp(ports, proof),
    resendCode: (email) => resendCode(ports, email),
    signIn: (credentials) => signIn(ports, credentials),
    refreshSession: sessions.refresh,
    forgotPassword: (email) => forgotPassword(ports, email),
    resetPassword: (proof) => resetPassword(ports, proof),
    async signOut(refreshToken) {
      const sub = await sessions.ownerOf(refreshToken)
      if (sub) await sessions.endAllOf(sub)
    },
    async checkPassword(proof) {
      await checkPassword(ports, proof)
    },
    changePassword: (change) => changePassword(ports, change),
    signOutEverywhere: sessions.endAllOf,
    deleteAccount: (sub) => deleteAccount(ports, sub),
    findAccount: accounts.findBySub,
    findEmail: async (sub) => (await selectCredential(db, sub))?.email ?? null,
    verify,
    publicKeys,
    issue,
    rotateKey,
    async close() {
      await mailQueue.drain(maxMailWaitMs)
      await betterAuth.close()
    },
  }
}
