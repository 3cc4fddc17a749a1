import { confirmSignUp } from '@cruddur/contract/identity'
import { enterEverywhere } from '../../client/session/session.ts'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { CodeField } from './CodeField.tsx'
import { ResendCode } from './ResendCode.tsx'

/** Takes the code. The browser that asked for the account is then signed in, and welcomed. */
export function ConfirmForm({ email, next }: { email: string; next: string | null }) {
  const form = useCallForm({
    endpoint: confirmSignUp,
    fields: ['email', 'code'],
    toArgs: ({ email: given = '', code = '' }) => ({ email: given, code }),
    onDone: ({ signed_in }, args) => {
      const welcome = withQuery('/welcome', { next })
      if (!signed_in) {
        showToast({ words: 'Your e-mail is confirmed. Sign in to begin.' })
        return navigate(withQuery('/signin', { email: args.email.trim(), next: welcome }))
      }
      enterEverywhere(signed_in)
      navigate(welcome, { replace: true })
    },
    words: { handle_taken: 'Someone else confirmed that handle first. Sign up again with another.' },
  })
  return (
    <CallForm form={form} submit="Confirm" aside={<ResendCode form={form} />}>
      {email && (
        <p>
          We sent a code to <bdi>{email}</bdi>. It can take a minute. If it isn’t there, look in your spam folder.
        </p>
      )}
      <EmailField defaultValue={email} error={form.errorOf('email')} />
      <CodeField takesFocus={email !== ''} error={form.errorOf('code')} />
    </CallForm>
  )
}
