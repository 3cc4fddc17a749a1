import { forgotPassword } from '@cruddur/contract/identity'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'

type ForgotFormProps = { onSent: (email: string) => void }

/** The first step: where to send the code. */
export function ForgotForm({ onSent }: ForgotFormProps) {
  const form = useCallForm({
    endpoint: forgotPassword,
    fields: ['email'],
    toArgs: ({ email = '' }) => ({ email }),
    onDone: (_, { email }) => onSent(email.trim()),
  })
  return (
    <CallForm form={form} submit={words.identity.sendCode}>
      <p>{words.identity.tellEmail}</p>
      <EmailField error={form.errorOf('email')} />
    </CallForm>
  )
}
