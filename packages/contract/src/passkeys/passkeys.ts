import { z } from 'zod/mini'
import { GivenPassword } from '../credentials.ts'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'
import { SignedIn } from '../identity.ts'
import { text } from '../text.ts'

/** Characters of a passkey's name, in code points; and how many passkeys a person may have. */
export const passkeyLimit = { nameMax: 50, perPerson: 20 } as const

const Name = text({
  max: passkeyLimit.nameMax,
  lines: false,
  blank: 'passkey_name_invalid',
  tooLong: 'passkey_name_invalid',
  invalid: 'passkey_name_invalid',
  name: true,
})

const base64url = (max: number) => z.string().check(z.regex(/^[\w-]+$/), z.maxLength(max))

/** What every credential of WebAuthn has, as `PublicKeyCredential.toJSON()` writes it. */
const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.enum(['public-key']),
}

/** A new credential (`RegistrationResponseJSON` of WebAuthn). */
export const NewCredential = z.object(
  {
    ...credential,
    response: z.object({
      clientDataJSON: base64url(8000),
      attestationObject: base64url(16_000),
      transports: z.optional(z.array(z.string().check(z.regex(/^[a-z-]{1,20}$/))).check(z.maxLength(10))),
    }),
  },
  { error: 'passkey_invalid' },
)
export type NewCredential = z.infer<typeof NewCredential>

/** A signature by a credential (`AuthenticationResponseJSON` of WebAuthn). */
export const Assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(8000),
    userHandle: z.optional(z.nullable(base64url(100))),
  }),
})
export type Assertion = z.infer<typeof Assertion>

/** A passkey of the caller. */
export const Passkey = z.object({
  uuid: z.uuid(),
  name: z.string(),
  created_at: z.iso.datetime(),
  /** Null before the first sign-in by it. */
  last_used_at: z.nullable(z.iso.datetime()),
})
export type Passkey = z.infer<typeof Passkey>

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/api/identity/passkeys',
  summary: 'The passkeys of the caller, the oldest first, and the domain that they are for.',
  caller: 'member',
  holdsCruds: false,
  reply: z.object({
    /** Null where passkeys are not offered: with accounts in Cognito, or at an address that they cannot be for. */
    rp_id: z.nullable(z.string()),
    passkeys: z.array(Passkey),
  }),
  errors: [],
})

export const startPasskey = endpoint({
  method: 'POST',
  path: '/api/identity/passkeys/options',
  summary: 'What a browser needs to make a passkey (`PublicKeyCredentialCreationOptionsJSON`). Asks for the password.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ password: GivenPassword }),
  reply: z.looseObject({ challenge: z.string() }),
  errors: ['password_blank', 'password_too_long', 'password_wrong', 'passkeys_unavailable', 'passkeys_full'],
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/identity/passkeys',
  summary: 'Keep the passkey that the browser has made. Without a name it is called after the browser.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ name: z.optional(Name), credential: NewCredential }),
  reply: Passkey,
  errors: ['passkey_name_invalid', 'passkey_invalid', 'passkeys_unavailable', 'passkeys_full'],
})

const ofPasskey = z.object({ uuid: z.string().check(z.guid({ error: 'passkey_not_found' })) })

export const renamePasskey = endpoint({
  method: 'PATCH',
  path: '/api/identity/passkeys/:uuid',
  summary: 'Rename a passkey of the caller.',
  caller: 'member',
  holdsCruds: false,
  params: ofPasskey,
  body: z.object({ name: Name }),
  reply: Passkey,
  errors: ['passkey_name_invalid', 'passkey_not_found'],
})

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/api/identity/passkeys/:uuid',
  summary: 'Remove a passkey of the caller. The last one stays if the account has no password.',
  caller: 'member',
  holdsCruds: false,
  params: ofPasskey,
  reply: Done,
  errors: ['passkey_not_found', 'passkey_last'],
})

export const startPasskeySignIn = endpoint({
  method: 'POST',
  path: '/api/identity/passkeys/sign-in-options',
  summary: 'What a browser needs to sign in by a passkey (`PublicKeyCredentialRequestOptionsJSON`).',
  caller: 'anyone',
  holdsCruds: false,
  reserved: true,
  reply: z.object({
    /** Null where passkeys are not offered. */
    options: z.nullable(z.looseObject({ challenge: z.string(), rpId: z.string() })),
  }),
  errors: [],
})

export const signInByPasskey = endpoint({
  method: 'POST',
  path: '/api/identity/passkeys/sign-in',
  summary: 'Sign in by a passkey: the same session as by a password.',
  caller: 'anyone',
  holdsCruds: false,
  reserved: true,
  body: z.object({ credential: z.object(Assertion.shape, { error: 'generic_401' }) }),
  reply: SignedIn,
  errors: ['generic_401'],
})
