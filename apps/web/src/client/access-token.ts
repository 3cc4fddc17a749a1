import type { SignedIn } from '@cruddur/contract/identity'

/** Renewed this long before its end, so that no request leaves with a token that dies on the way. */
const margin = 60_000

type Token = { value: string; until: number }

let token: Token | undefined

/**
 * The access token of whoever is signed in here. It lives in this variable and nowhere else: no storage holds it,
 * and a reload gets a new one for the refresh cookie, which no script can read.
 */
export const access = {
  keep: (signedIn: SignedIn): void => {
    token = { value: signedIn.access_token, until: performance.now() + signedIn.expires_in * 1000 - margin }
  },
  drop: (): void => {
    token = undefined
  },
  fresh: (): string | undefined => (token && performance.now() < token.until ? token.value : undefined),
  /** Gets a token that is good, and that is not the refused one; undefined for a visitor. The session fills this in. */
  renew: async (_refused?: string): Promise<string | undefined> => undefined,
}
