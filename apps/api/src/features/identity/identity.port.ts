import type { VerifyToken } from '../../http/caller.ts'

export type NewPerson = { name: string; email: string; handle: string; password: string }

/** A confirmed person, as far as the provider knows them. */
export type Person = { sub: string; name: string; handle: string }

/** What a person holds who is signed in. */
export type Session = {
  sub: string
  accessToken: string
  /** Seconds. */
  expiresIn: number
  /** Opaque, and as good as a password: it goes into an HttpOnly cookie and nowhere else. */
  refreshToken: string
  /** Seconds until the refresh token ends unless it is used. */
  refreshExpiresIn: number
}

/** A public key of RFC 7517 as an RS256 signature needs it. */
export type PublicKey = { kty: 'RSA'; kid: string; alg: 'RS256'; use: 'sig'; n: string; e: string }

/**
 * Who people are, proven by an e-mail address and a password. E-mail addresses arrive trimmed and in lower case.
 *
 * Nothing that a method does, answers or takes its time for tells whether an address has an account, except to who
 * proves to be its owner. Refusals are AppErrors with the codes given; how often one may try is the caller's to limit.
 */
export type Identity = {
  /**
   * Asks for an account and sends a code to the address. The latest sign-up for an address replaces an earlier one that
   * is not confirmed, and holds its handle for 24 hours. Code: `handle_taken`.
   */
  signUp(person: NewPerson): Promise<void>
  /** Makes the account that the code was sent for. Codes: `code_invalid`, `handle_taken`. */
  confirm(proof: { email: string; code: string }): Promise<void>
  /** Sends a new code, which ends the one before. */
  resend(email: string): Promise<void>
  /** Codes: `generic_401`; `user_not_confirmed` when the password is right but the address is not proven. */
  signIn(credentials: { email: string; password: string }): Promise<Session>
  /** A new access token, and more time for the refresh token. Code: `generic_401`. */
  refresh(refreshToken: string): Promise<Session>
  /** Sends a code to set a new password with, if the address has an account. */
  forgot(email: string): Promise<void>
  /** Sets the password and ends every session of the person. Code: `code_invalid`. */
  reset(proof: { email: string; code: string; password: string }): Promise<void>
  /** Ends every session of the person whose refresh token this is; of nobody when it is none. */
  signOut(refreshToken: string): Promise<void>
  /** Refuses unless it is the person's password. Codes: `password_wrong`; `generic_401` for a subject that is nobody's. */
  checkPassword(proof: { sub: string; password: string }): Promise<void>
  /**
   * Sets a new password for who shows the present one, ends every session of the person but that of the refresh token
   * `keep`, and tells the owner by a letter. Codes: `password_wrong`; `generic_401` for a subject that is nobody's.
   */
  changePassword(change: { sub: string; password: string; newPassword: string; keep?: string }): Promise<void>
  /** Ends every session of the person. */
  endSessions(sub: string): Promise<void>
  /**
   * Removes everything that the provider has of a person: the address may sign up again. Tells the owner by a letter.
   * Does nothing for a subject that is nobody's, so that it can be repeated.
   */
  deleteAccount(sub: string): Promise<void>
  /** The confirmed person of a subject, or null. */
  findPerson(sub: string): Promise<Person | null>
  /** The address of a subject, or null. */
  findEmail(sub: string): Promise<string | null>
  /** Whose an access token is. Never throws, and asks no database while it knows the key. */
  verify: VerifyToken
  /** The keys that access tokens may be signed with at present. */
  publicKeys(): Promise<PublicKey[]>
  /** Waits for what is under way, such as letters, and lets go of connections. */
  close(): Promise<void>
}
