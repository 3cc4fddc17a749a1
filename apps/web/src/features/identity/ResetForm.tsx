import { passwordLimit } from '@cruddur/contract/credentials'
import { resetPassword } from '@cruddur/contract/identity'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { CodeField } from './CodeField.tsx'

/** The second step: the code, and the new password. */
export function ResetForm({ email }: { email: string }) {
  const form = useCallForm({
    endpoint: resetPassword,
    fields: ['code', 'password'],
    toArgs: ({ code = '', password = '' }) => ({ email, code, password }),
    onDone: () => {
      showToast({ words: 'Your password has changed. Sign in with the new one.' })
      navigate(withQuery('/signin', { email }))
    },
    words: { password_blank: 'Choose a new password.' },
  })
  return (
    <CallForm form={form} submit="Change password">
      <p>
        If <bdi>{email}</bdi> has an account, a code is on its way there. It works for a few minutes.
      </p>
      {/* Tells a password manager whose password this is. */}
      <input hidden readOnly type="email" name="email" autoComplete="username" value={email} />
      <CodeField error={form.errorOf('code')} />
      <PasswordField
        label="New password"
        isNew
        hint={`At least ${passwordLimit.min} characters. All your devices will be signed out.`}
        error={form.errorOf('password')}
      />
    </CallForm>
  )
}
