import { addPasskey, type NewCredential, type Passkey, startPasskey } from '@cruddur/contract/passkeys/passkeys'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { failureCodes } from '../../client/call-error.ts'
import { errorWords } from '../../client/error-words.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { createCredential, isCancelled } from './passkey-browser.ts'

type AddPasskeyProps = { handle: string; onDone: (passkey: Passkey) => void }

function wordsFor(error: unknown): string {
  if (isCancelled(error)) return 'No passkey was added.'
  // The device has one of this account already.
  if (error instanceof DOMException && error.name === 'InvalidStateError') return 'This device has a passkey already.'
  return errorWords[failureCodes(error)[0]]
}

/** Asks for the password, and then the device for a passkey. */
export function AddPasskey({ handle, onDone }: AddPasskeyProps) {
  const [words, setWords] = useState('')
  async function create(options: object): Promise<void> {
    setWords('')
    try {
      const credential = (await createCredential(options)) as NewCredential
      onDone(await call(addPasskey, { credential }))
    } catch (error) {
      setWords(wordsFor(error))
    }
  }
  const form = useCallForm({
    endpoint: startPasskey,
    fields: ['password'],
    toArgs: ({ password = '' }) => ({ password }),
    onDone: (options) => void create(options),
    words: { password_blank: 'Enter your password.' },
  })
  return (
    <div className="inline-form">
      <CallForm form={form} submit="Continue" aside={<p role="alert">{words}</p>}>
        {/* Tells a password manager whose password this is. */}
        <input hidden readOnly name="username" autoComplete="username" value={handle} />
        <PasswordField
          label="Your password"
          hint="So that nobody else adds a passkey to your account."
          error={form.errorOf('password')}
        />
      </CallForm>
    </div>
  )
}
