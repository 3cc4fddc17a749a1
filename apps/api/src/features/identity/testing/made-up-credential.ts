const encoded = (words: string) => Buffer.from(JSON.stringify({ challenge: words })).toString('base64url')

/** A passkey's credential of the right form, with words in it, that no authenticator has made. For adding and for signing in. */
export function madeUpCredential(words: string) {
  return {
    id: words,
    rawId: words,
    type: 'public-key',
    response: { clientDataJSON: encoded(words), attestationObject: words, authenticatorData: words, signature: words },
  }
}
