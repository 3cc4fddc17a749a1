import { confirmSignUp } from '@cruddur/contract/identity'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { CodeField } from './CodeField.tsx'
import { ResendCode } from './ResendCode.tsx'

export function ConfirmForm({ email, next }: { email: string; next: string | null }) {
  const form = useCallForm({
    endpoint: confirmSignUp,
    fields: ['email', 'code'],
    toArgs: ({ email: given = '', code = '' }) => ({ email: given, code }),
    onDone: (_, args) => {
      showToast({ words: 'Your e-mail is confirmed. Sign in to begin.' })
      navigate(withQuery('/signin', { email: args.email.trim(), next }))
    },
    words: { handle_taken: 'Somebody else confirmed that handle first. Sign up again with another.' },
  })
  return (
    <CallForm form={form} submit="Confirm" aside={<ResendCode form={form.ref} />}>
      <EmailField defaultValue={email} error={form.errorOf('email')} />
      <CodeField error={form.errorOf('code')} />
    </CallForm>
  )
}
