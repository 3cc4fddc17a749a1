import { AppError } from '@cruddur/contract/app-error'
import { passkeyLimit } from '@cruddur/contract/passkeys/passkeys'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../../mail/mail-queue.ts'
import { passkeyAddedEmail } from '../../e-mails/e-mails.ts'
import type { Passkeys } from '../../identity.port.ts'
import type { Sessions } from '../sessions/sessions.ts'
import * as store from './passkeys.store.ts'
import type { RelyingParty } from './relying-party.ts'

/** Milliseconds that a browser gives people to confirm. The challenge lives a little longer. */
const confirmMs = 240_000

/** COSE's numbers of ES256, EdDSA and RS256. Signatures of lattices are still an experiment in Node. */
const supportedAlgorithmIDs = [-7, -8, -257]

/** Loads the library when a passkey is first met: few requests need its 2 MB of certificates and formats. */
const webAuthn = () => import('@simplewebauthn/server')

const subOf = (userHandle: string | null | undefined) => Buffer.from(userHandle ?? '', 'base64url').toString()

/** The challenge that a browser says it has signed, or null. */
function challengeIn(clientDataJSON: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}

export type PasskeyPorts = { db: Db; sessions: Sessions; mailQueue: MailQueue; relyingParty: RelyingParty }

/** Passkeys in our database, which start the same sessions as passwords do (docs/decisions/031). */
export function createPasskeys({ db, sessions, mailQueue, relyingParty }: PasskeyPorts): Passkeys {
  const expected = {
    expectedOrigin: relyingParty.origins,
    expectedRPID: relyingParty.id,
    requireUserVerification: true,
  }

  /** Runs a check of the library, which throws a plain error for whatever is wrong with its input. */
  async function orNull<T extends { verified: boolean }>(check: Promise<T>): Promise<T | null> {
    const result = await check.catch(() => null)
    return result?.verified ? result : null
  }

  return {
    rpId: relyingParty.id,

    async creationOptions(sub) {
      const owner = await store.selectOwner(db, sub)
      if (!owner) throw new AppError('generic_401')
      if (owner.credentialIds.length >= passkeyLimit.perPerson) throw new AppError('passkeys_full')
      const options = await (await webAuthn()).generateRegistrationOptions({
        rpName: 'Cruddur',
        rpID: relyingParty.id,
        userID: new Uint8Array(Buffer.from(sub)),
        userName: owner.email,
        userDisplayName: `${owner.name} (@${owner.handle})`,
        timeout: confirmMs,
        attestationType: 'none',
        supportedAlgorithmIDs,
        excludeCredentials: owner.credentialIds.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      if (!(await store.insertChallenge(db, options.challenge, sub))) throw new AppError('generic_401')
      return options
    },

    async add({ sub, name, credential, language }) {
      const challenge = challengeIn(credential.response.clientDataJSON)
      if (challenge === null || !(await store.deleteChallenge(db, challenge, sub)))
        throw new AppError('passkey_invalid')
      const { verifyRegistrationResponse } = await webAuthn()
      // The browser's extensions mean nothing to us.
      const response = { ...credential, clientExtensionResults: {} } as Parameters<
        typeof verifyRegistrationResponse
      >[0]['response']
      const checked = await orNull(
        verifyRegistrationResponse({ ...expected, supportedAlgorithmIDs, response, expectedChallenge: challenge }),
      )
      const made = checked?.registrationInfo?.credential
      if (!made) throw new AppError('passkey_invalid')
      const row = { sub, name, credentialId: made.id, publicKey: made.publicKey, counter: made.counter }
      const transports = credential.response.transports ?? []
      const passkey = await store.insertPasskey(db, { ...row, transports }, passkeyLimit.perPerson)
      const owner = await store.selectOwner(db, sub)
      if (!owner) throw new AppError('generic_401')
      if (!passkey) throw new AppError('passkey_invalid')
      await mailQueue.notify(passkeyAddedEmail({ email: owner.email, language }))
      return passkey
    },

    async signInOptions() {
      const options = await (await webAuthn()).generateAuthenticationOptions({
        rpID: relyingParty.id,
        timeout: confirmMs,
        userVerification: 'required',
      })
      await store.insertChallenge(db, options.challenge, null)
      return { ...options, rpId: relyingParty.id }
    },

    async signIn({ credential, device = '' }) {
      const challenge = challengeIn(credential.response.clientDataJSON)
      const isOurs = challenge !== null && (await store.deleteChallenge(db, challenge, null))
      const passkey = await store.selectPasskey(db, credential.id)
      if (!isOurs || !passkey || subOf(credential.response.userHandle) !== passkey.sub)
        throw new AppError('generic_401')
      const { verifyAuthenticationResponse } = await webAuthn()
      const response = { ...credential, clientExtensionResults: {} } as Parameters<
        typeof verifyAuthenticationResponse
      >[0]['response']
      const known = {
        id: credential.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      }
      const checked = await orNull(
        verifyAuthenticationResponse({ ...expected, response, expectedChallenge: challenge, credential: known }),
      )
      if (!checked || !(await store.updateUsed(db, passkey.id, checked.authenticationInfo.newCounter)))
        throw new AppError('generic_401')
      return sessions.start(passkey.sub, device)
    },

    list: (sub) => store.selectPasskeys(db, sub),

    async rename({ sub, id, name }) {
      const passkey = await store.updateName(db, { sub, id }, name)
      if (!passkey) throw new AppError('passkey_not_found')
      return passkey
    },

    async remove(own) {
      const isGone = await store.deletePasskey(db, own)
      if (isGone === null) throw new AppError('passkey_not_found')
      if (!isGone) throw new AppError('passkey_last')
    },
  }
}
