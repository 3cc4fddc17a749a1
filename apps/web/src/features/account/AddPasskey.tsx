import { addPasskey, type NewCredential, type Passkey, startPasskey } from '@cruddur/contract/passkeys/passkeys'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { failureCodes } from '../../client/call-error.ts'
import { errorWords } from '../../client/error-words.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'
import { createCredential, isCancelled } from './passkey-browser.ts'

type AddPasskeyProps = { handle: string; onDone: (passkey: Passkey) => void }

function wordsFor(error: unknown): string {
  if (isCancelled(error)) return words.passkeys.notAdded
  // The device has one of this account already.
  if (error instanceof DOMException && error.name === 'InvalidStateError') return words.passkeys.alreadyHere
  return errorWords[failureCodes(error)[0]]
}

/** Asks for the password, and then the device for a passkey. */
export function AddPasskey({ handle, onDone }: AddPasskeyProps) {
  const [failure, setFailure] = useState('')
  async function create(options: object): Promise<void> {
    setFailure('')
    try {
      const credential = (await createCredential(options)) as NewCredential
      onDone(await call(addPasskey, { credential }))
    } catch (error) {
      setFailure(wordsFor(error))
    }
  }
  const form = useCallForm({
    endpoint: startPasskey,
    fields: ['password'],
    toArgs: ({ password = '' }) => ({ password }),
    onDone: (options) => void create(options),
    words: { password_blank: words.passkeys.enterPassword },
  })
  return (
    <div className="inline-form">
      <CallForm form={form} submit={words.passkeys.next} aside={<p role="alert">{failure}</p>}>
        {/* Tells a password manager whose password this is. */}
        <input hidden readOnly name="username" autoComplete="username" value={handle} />
        <PasswordField
          label={words.passkeys.yourPassword}
          hint={words.passkeys.whyPassword}
          error={form.errorOf('password')}
        />
      </CallForm>
    </div>
  )
}
