import type { Assertion, NewCredential } from '@cruddur/contract/passkeys/passkeys'
import type { Caller, VerifyToken } from '../../http/caller.ts'
import type { MailLanguage } from '../../mail/mail-language.ts'

/** In which language to write to the person. English if it is left out. */
export type Writing = { language?: MailLanguage | undefined }

export type NewAccount = {
  name: string
  email: string
  handle: string
  password: string
  /** A secret of the browser that asks. It binds the sign-up to that browser. */
  browserId: string
} & Writing

export type PasswordChange = { sub: string; password: string; newPassword: string; keep?: string } & Writing

/** What the provider knows of a person whose e-mail address is confirmed. */
export type Account = { sub: string; name: string; handle: string }

export type SignIn = { email: string; password: string; browserId: string; device?: string }

export type Confirmation = { email: string; code: string; browserId: string; device?: string }

/** What somebody who signs in receives. */
export type IssuedTokens = {
  sub: string
  accessToken: string
  /** Lifetime of the access token in seconds. */
  expiresIn: number
  /** As good as a password: it belongs in an HttpOnly cookie and nowhere else. */
  refreshToken: string
  /** Seconds until the refresh token expires if it is not used. */
  refreshExpiresIn: number
}

/** A device that is signed in. */
export type SessionSummary = {
  id: string
  /** In plain words, such as `Firefox on Windows`. */
  device: string
  /** ISO 8601, as is `lastSeenAt`: the last sign-in or refresh. */
  signedInAt: string
  lastSeenAt: string
}

/** A passkey as its owner sees it. */
export type Passkey = {
  id: string
  name: string
  /** ISO 8601, as is `lastUsedAt`. */
  createdAt: string
  /** Null before the first sign-in by it. */
  lastUsedAt: string | null
}

/** Passkeys (WebAuthn Level 3), which authenticators keep and find by themselves, and which verify who uses them. */
export type Passkeys = {
  /** The domain that passkeys are for. */
  rpId: string
  /**
   * What a browser needs to make a passkey: its challenge is good for one `add` of this person, for minutes.
   *
   * @throws AppError `passkeys_full`; `generic_401` if the subject has no account
   */
  creationOptions(sub: string): Promise<{ challenge: string }>
  /**
   * Keeps a passkey, and tells the owner by e-mail.
   *
   * @throws AppError `passkey_invalid`; `generic_401` if the subject has no account
   */
  add(made: { sub: string; name: string; credential: NewCredential } & Writing): Promise<Passkey>
  /** What a browser needs to ask for any passkey of ours: its challenge is good for one `signIn`, for minutes. */
  signInOptions(): Promise<{ challenge: string; rpId: string }>
  /**
   * Starts a session, the same as `Identity.signIn` does.
   *
   * @throws AppError `generic_401`
   */
  signIn(proof: { credential: Assertion; device?: string }): Promise<IssuedTokens>
  /** The passkeys of a person, the oldest first. */
  list(sub: string): Promise<Passkey[]>
  /** @throws AppError `passkey_not_found` */
  rename(change: { sub: string; id: string; name: string }): Promise<Passkey>
  /** @throws AppError `passkey_not_found`; `passkey_last` if its owner could not sign in without it */
  remove(passkey: { sub: string; id: string }): Promise<void>
}

/** Sessions that ended a short time ago, on any server. Their access tokens are not accepted any more. */
export type EndedSessions = {
  /** Whether the session of the caller's token has ended. */
  has(caller: Caller): boolean
  /** Calls back, within a second, when a session has ended on any server. The result unsubscribes. */
  subscribe(onEnded: () => void): () => void
}

/** A public key as RFC 7517 describes it, for RS256 signatures. */
export type PublicKey = { kty: 'RSA'; kid: string; alg: 'RS256'; use: 'sig'; n: string; e: string }

/**
 * Accounts that are proven by an e-mail address and a password. E-mail addresses arrive trimmed and in lower case.
 *
 * No method tells whether an address has an account, neither by its result nor by the time that it takes, except to the
 * proven owner. Refusals are AppErrors with the codes stated. The caller limits how often a method may be tried.
 */
export type Identity = {
  /**
   * Asks for an account and sends a code to the address. A sign-up holds its handle for 24 hours, and replaces an earlier
   * one of the same browser for the address. Sign-ups of different browsers are kept apart.
   *
   * @throws AppError `handle_taken`
   */
  signUp(account: NewAccount): Promise<void>
  /**
   * Creates the account that the code was sent for. A browser that has a sign-up for the address can confirm only that
   * one, and is signed in. If another browser confirms while several are pending, nobody's password is set: the owner must
   * reset it. Another browser is never signed in: its code may be one that a stranger asked for.
   *
   * @param proof.device what the list of sessions calls it
   * @returns null if the person has to sign in
   * @throws AppError `code_invalid`, `handle_taken`
   */
  confirmSignUp(proof: Confirmation): Promise<IssuedTokens | null>
  /** Sends a new code for the browser's sign-up, or else for the latest. The previous code becomes invalid. */
  resendCode(signUp: { email: string; browserId: string } & Writing): Promise<void>
  /**
   * Starts a session.
   *
   * @param credentials.device what the list of sessions calls it
   * @throws AppError `generic_401`; `user_not_confirmed` if the password is right and the address is not confirmed
   */
  signIn(credentials: SignIn): Promise<IssuedTokens>
  /**
   * Issues a new access token and extends the session. The refresh token is replaced: the old one is accepted for a few
   * seconds more, for tabs that refresh at once. After that it must have been copied, and ends the session.
   *
   * @throws AppError `generic_401`
   */
  refreshSession(refreshToken: string): Promise<IssuedTokens>
  /** Sends a code for a new password, if the address has an account. */
  forgotPassword(account: { email: string } & Writing): Promise<void>
  /**
   * Sets the password and ends every session of the person.
   *
   * @throws AppError `code_invalid`
   */
  resetPassword(proof: { email: string; code: string; password: string } & Writing): Promise<void>
  /** Ends every session of the owner of the refresh token. Does nothing for an unknown token. */
  signOut(refreshToken: string): Promise<void>
  /** Ends the session of the refresh token. Does nothing for an unknown token. */
  signOutHere(refreshToken: string): Promise<void>
  /** The sessions of a person, the last seen first. */
  listSessions(sub: string): Promise<SessionSummary[]>
  /** Ends one session of a person. Returns false if it is not theirs, or has ended. */
  endSession(session: { sub: string; id: string }): Promise<boolean>
  /** What ends a session also ends the use of its access tokens: on every server, within a second. */
  endedSessions: EndedSessions
  /** @throws AppError `password_wrong`; `generic_401` if the subject has no account */
  checkPassword(proof: { sub: string; password: string }): Promise<void>
  /**
   * Sets a new password, ends every session but that of the refresh token `keep`, and tells the owner by e-mail.
   *
   * @throws AppError `password_wrong`; `generic_401` if the subject has no account
   */
  changePassword(change: PasswordChange): Promise<void>
  /** Null where passkeys are not offered. */
  passkeys: Passkeys | null
  /** Ends every session of the person. */
  signOutEverywhere(sub: string): Promise<void>
  /**
   * Deletes everything that the provider stores about a person, and tells the owner by e-mail. The address may sign up
   * again. Does nothing if the subject has no account, so that it can be repeated.
   */
  deleteAccount(sub: string, writing?: Writing): Promise<void>
  /** The account of a subject, or null. */
  findAccount(sub: string): Promise<Account | null>
  /** The e-mail address of a subject, or null. */
  findEmail(sub: string): Promise<string | null>
  /** Verifies an access token. Never throws. Makes no database query for a known key. Refuses tokens of ended sessions. */
  verify: VerifyToken
  /** The keys that access tokens may be signed with at present. */
  publicKeys(): Promise<PublicKey[]>
  /** Waits for work in progress, such as e-mails, and closes connections. */
  close(): Promise<void>
}
