/** Whether this browser can read and write passkeys as the server sends and takes them (WebAuthn Level 3). */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

/** Whether a page at this address may use passkeys for a domain. */
export function isPageOf(rpId: string, hostname = location.hostname): boolean {
  return hostname === rpId || hostname.endsWith(`.${rpId}`)
}

/** Whether somebody closed the browser's question, or let it pass, or the page took it back. Nothing went wrong then. */
export function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && ['NotAllowedError', 'AbortError', 'TimeoutError'].includes(error.name)
}

/** Asks the browser for a new passkey, and returns it as the server takes it. */
export async function createCredential(options: object): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  const credential = await navigator.credentials.create({ publicKey })
  return (credential as PublicKeyCredential).toJSON()
}

/**
 * Asks the browser for a signature by any passkey of ours, and returns it as the server takes it.
 *
 * @param request with `mediation: 'conditional'` the browser offers passkeys in the e-mail field, and waits
 */
export async function requestAssertion(
  options: object,
  request: { signal: AbortSignal; mediation?: CredentialMediationRequirement },
): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = await navigator.credentials.get({ publicKey, ...request })
  return (credential as PublicKeyCredential).toJSON()
}
