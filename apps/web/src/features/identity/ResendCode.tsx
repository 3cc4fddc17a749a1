import { resendCode } from '@cruddur/contract/identity'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { failureCodes } from '../../client/call-error.ts'
import type { FailureCode } from '../../client/error-words.ts'
import { wordsFor } from '../../client/failure-words.ts'
import type { CallFormState } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'

/** Asks for another code for the address in the form. */
export function ResendCode({ form }: { form: CallFormState }) {
  const [told, setTold] = useState('')
  const resend = async () => {
    const email = String(new FormData(form.ref.current ?? undefined).get('email') ?? '')
    const fine = resendCode.body.safeParse({ email }).success
    const say = async (codes: readonly FailureCode[]) => setTold((await wordsFor(codes))[0] ?? '')
    if (!fine) return say([email.trim() === '' ? 'email_blank' : 'email_invalid'])
    setTold('')
    // What was wrong with the old code is no longer true.
    form.clear()
    await call(resendCode, { email }).then(
      () => setTold(words.identity.newCodeSent),
      (error: unknown) => say(failureCodes(error)),
    )
  }
  return (
    <div className="form-aside">
      <button type="button" className="button quiet" onClick={resend}>
        {words.identity.sendNewCode}
      </button>
      <p role="status">{told}</p>
    </div>
  )
}
