import { setTimeout as sleep } from 'node:timers/promises'
import { createListener } from '@cruddur/storage/listener'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { UserPool } from '../../../config/identity-provider.ts'
import type { Caller } from '../../../http/caller.ts'
import { whenKnown } from '../../../http/when-known.ts'
import type { Mail } from '../../../mail/mail.ts'
import { createMailQueue } from '../../../mail/mail-queue.ts'
import { selectPersonBySub } from '../../../people/people.store.ts'
import type { Account, Identity } from '../identity.port.ts'
import { startEndedSessions } from '../sessions/ended-sessions.ts'
import { createTokenVerifier } from '../tokens/verify-token.ts'
import * as accounts from './accounts.ts'
import { createKnownPeople, withFreeHandle } from './known-people.ts'
import { createPool } from './pool.ts'
import { deleteSession, selectEnded, selectSessions } from './sessions/sessions.store.ts'
import { createSessions } from './sessions/sessions.ts'
import { confirmSignUp, resendCode, settle, signUp } from './sign-up.ts'
import { createRemoteKeys } from './tokens/remote-keys.ts'

export type CognitoIdentityOptions = {
  db: Db
  /** The same database as `db`. */
  connectionUrl: string
  /** Sends notices. Cognito itself sends the codes. */
  mail: Mail
  /** Where notices wait until they are sent. */
  mailDir: string
  pool: UserPool
  log: FastifyBaseLogger
  /** Least milliseconds of answers that must not reveal whether an address has an account. */
  discreetMs?: number
}

/** Milliseconds that closing waits for e-mails. */
const maxMailWaitMs = 4_000

/** Identity in a user pool of Cognito (docs/decisions/018). If the pool cannot be reached it starts anyway, and logs that. */
export async function createCognitoIdentity(options: CognitoIdentityOptions): Promise<Identity> {
  const { db, connectionUrl, mail, mailDir, log, discreetMs = 500 } = options
  const pool = createPool(options.pool, log)
  const keys = createRemoteKeys({ url: options.pool.jwksUrl, log })
  void keys.refresh()
  const { clientId, issuers } = options.pool
  const verify = createTokenVerifier(issuers.map((issuer) => ({ issuer, clientId, keys })))
  const listener = createListener(connectionUrl, 'cruddur_sessions', (error) => {
    log.warn(`the connection that hears of ended sessions broke, will connect again: ${error.message}`)
  })
  const endedSessions = await startEndedSessions(() => selectEnded(db), listener, log)
  const sessions = createSessions(db, pool, log)
  const mailQueue = await createMailQueue({ mail, directory: mailDir, log })
  const ports = { db, pool, sessions, mailQueue }
  const ensureKnown = createKnownPeople(db, findAccount, log)

  async function findAccount(sub: string): Promise<Account | null> {
    const user = await pool.findUser(sub)
    // The token may be a stranger's, whose password is replaced now.
    if (!user?.isConfirmed || !user.isEnabled || (await settle(ports, sub))) return null
    const { name, handle, verifiedEmail } = user
    const hasRow = await selectPersonBySub(db, sub)
    return hasRow ? { sub, name, handle } : withFreeHandle(db, { sub, name, handle }, verifiedEmail ?? '')
  }

  function acceptCaller(caller: Caller | null): Caller | null | Promise<Caller> {
    if (!caller || endedSessions.has(caller)) return null
    const looking = ensureKnown(caller.sub)
    return looking ? looking.then(() => caller) : caller
  }

  async function discreetly<T>(work: Promise<T>): Promise<T> {
    const [result] = await Promise.allSettled([work, sleep(discreetMs)])
    if (result.status === 'rejected') throw result.reason
    return result.value
  }

  return {
    signUp: (account) => discreetly(signUp(ports, account)),
    confirmSignUp: (proof) => discreetly(confirmSignUp(ports, proof)),
    resendCode: ({ email }) => discreetly(resendCode(ports, email)),
    // Passkeys are made and used on the pages of the user pool, which we do not show.
    passkeys: null,
    signIn: (credentials) => accounts.signIn(ports, credentials),
    refreshSession: sessions.refresh,
    // Cognito writes e-mails with codes itself, in the words of the user pool.
    forgotPassword: ({ email }) => discreetly(pool.forgotPassword(email)),
    resetPassword: (proof) => discreetly(accounts.resetPassword(ports, proof)),
    async signOut(refreshToken) {
      const session = await sessions.findOf(refreshToken)
      if (session) await accounts.signOutEverywhere(ports, session.sub)
    },
    signOutHere: sessions.end,
    listSessions: (sub) => selectSessions(db, sub),
    endSession: (session) => deleteSession(db, session),
    endedSessions,
    checkPassword: (proof) => accounts.checkPassword(ports, proof),
    changePassword: (change) => accounts.changePassword(ports, change),
    signOutEverywhere: (sub) => accounts.signOutEverywhere(ports, sub),
    deleteAccount: (sub, writing) => accounts.deleteAccount(ports, sub, writing),
    findAccount,
    findEmail: async (sub) => (await pool.findUser(sub))?.verifiedEmail ?? null,
    verify: (token) => whenKnown(verify(token), acceptCaller),
    publicKeys: keys.publicKeys,
    async close() {
      await mailQueue.drain(maxMailWaitMs)
      await endedSessions.close()
      await listener.close()
      pool.close()
    },
  }
}
