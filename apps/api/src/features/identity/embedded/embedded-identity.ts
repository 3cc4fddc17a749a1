import { createListener } from '@cruddur/storage/listener'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { Caller } from '../../../http/caller.ts'
import { whenKnown } from '../../../http/when-known.ts'
import type { Mail } from '../../../mail/mail.ts'
import { createMailQueue } from '../../../mail/mail-queue.ts'
import type { Identity } from '../identity.port.ts'
import { startEndedSessions } from '../sessions/ended-sessions.ts'
import { selectCredential } from './accounts.store.ts'
import { createAccounts } from './accounts.ts'
import { startBetterAuth } from './better-auth.ts'
import { changePassword, checkPassword, deleteAccount } from './change-password.ts'
import { createPasskeys } from './passkeys/passkeys.ts'
import { relyingPartyOf } from './passkeys/relying-party.ts'
import { createPasswords } from './passwords.ts'
import { forgotPassword, resetPassword } from './reset-password.ts'
import { selectEndedSessions } from './sessions/ended-sessions.store.ts'
import { deleteSession, deleteSessions, selectSessions } from './sessions/sessions.store.ts'
import { createSessions } from './sessions/sessions.ts'
import { signIn } from './sign-in.ts'
import { confirmSignUp, resendCode, signUp } from './sign-up.ts'
import type { IssueAccessToken } from './tokens/access-tokens.ts'
import { createTokens } from './tokens/tokens.ts'

export type EmbeddedIdentityOptions = {
  db: Db
  /** The same database as `db`. */
  connectionUrl: string
  mail: Mail
  /** Where e-mails wait until they are sent. */
  mailDir: string
  /** The origin at which people reach this server. Its tokens name it as their issuer. */
  issuer: string
  /** The origins of the pages, the main one first. By default the issuer's alone. */
  origins?: readonly string[]
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
  const { db, connectionUrl, mail, mailDir, issuer, origins = [issuer], log } = options
  const betterAuth = await startBetterAuth(connectionUrl, issuer)
  const { issue, verify, publicKeys, rotateKey } = createTokens({ db, issuer })
  const listener = createListener(connectionUrl, 'cruddur_sessions', (error) => {
    log.warn(`the connection that hears of ended sessions broke, will connect again: ${error.message}`)
  })
  const endedSessions = await startEndedSessions(() => selectEndedSessions(db), listener, log)
  const unlessEnded = (caller: Caller | null) => (caller && endedSessions.has(caller) ? null : caller)
  const sessions = createSessions(db, issue)
  const accounts = createAccounts(betterAuth)
  const mailQueue = await createMailQueue({ mail, directory: mailDir, log })
  const relyingParty = relyingPartyOf(origins)
  const ports = { db, accounts, sessions, passwords: createPasswords(), mailQueue, origin: origins[0] ?? issuer }

  return {
    signUp: (account) => signUp(ports, account),
    confirmSignUp: (proof) => confirmSignUp(ports, proof),
    resendCode: (pending) => resendCode(ports, pending),
    signIn: (credentials) => signIn(ports, credentials),
    refreshSession: sessions.refresh,
    forgotPassword: (account) => forgotPassword(ports, account),
    resetPassword: (proof) => resetPassword(ports, proof),
    signOut: sessions.endAllOfOwner,
    signOutHere: sessions.end,
    listSessions: (sub) => selectSessions(db, sub),
    endSession: (session) => deleteSession(db, session),
    endedSessions,
    async checkPassword(proof) {
      await checkPassword(ports, proof)
    },
    changePassword: (change) => changePassword(ports, change),
    passkeys: relyingParty && createPasskeys({ ...ports, relyingParty }),
    signOutEverywhere: (sub) => deleteSessions(db, sub),
    deleteAccount: (sub, writing) => deleteAccount(ports, sub, writing),
    findAccount: accounts.findBySub,
    findEmail: async (sub) => (await selectCredential(db, sub))?.email ?? null,
    verify: (token) => whenKnown(verify(token), unlessEnded),
    publicKeys,
    issue,
    rotateKey,
    async close() {
      await mailQueue.drain(maxMailWaitMs)
      await endedSessions.close()
      await listener.close()
      await betterAuth.close()
    },
  }
}
