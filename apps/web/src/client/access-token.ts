import type { SignedIn } from '@cruddur/contract/identity'

/** A token is renewed this long before its end, so that none expires on its way to the server. */
const marginMs = 60_000

type Token = { value: string; until: number }

let token: Token | undefined

/**
 * The access token of the person who is signed in. It lives in this variable only, never in storage. A reload gets a
 * new one with the refresh cookie, which no script can read.
 */
export const accessToken = {
  keep(signedIn: SignedIn): void {
    token = { value: signedIn.access_token, until: performance.now() + signedIn.expires_in * 1000 - marginMs }
  },
  drop(): void {
    token = undefined
  },
  fresh(): string | undefined {
    return token && performance.now() < token.until ? token.value : undefined
  },
  /** Gets a valid token other than the refused one; undefined for a visitor. The session sets this when it starts. */
  renew: async (_refused?: string): Promise<string | undefined> => undefined,
}
