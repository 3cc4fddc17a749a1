import { passwordLimit } from '@cruddur/contract/credentials'
import { resetPassword } from '@cruddur/contract/identity'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { CodeField } from './CodeField.tsx'

/** The second step: the code, and the new password. */
export function ResetForm({ email }: { email: string }) {
  const form = useCallForm({
    endpoint: resetPassword,
    fields: ['code', 'password'],
    toArgs: ({ code = '', password = '' }) => ({ email, code, password }),
    onDone: () => {
      showToast({ words: words.identity.passwordChanged })
      navigate(withQuery('/signin', { email }))
    },
    words: { password_blank: words.identity.chooseNewPassword },
  })
  return (
    <CallForm form={form} submit={words.identity.changePassword}>
      <p>{rich(words.identity.codeMaySent, { address: () => <bdi>{email}</bdi> })}</p>
      {/* Tells a password manager whose password this is. */}
      <input hidden readOnly type="email" name="email" autoComplete="username" value={email} />
      <CodeField error={form.errorOf('code')} />
      <PasswordField
        label={words.identity.newPassword}
        isNew
        hint={words.identity.newPasswordHint(passwordLimit.min)}
        error={form.errorOf('password')}
      />
    </CallForm>
  )
}
