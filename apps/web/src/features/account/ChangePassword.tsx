import { passwordLimit } from '@cruddur/contract/credentials'
import { changePassword } from '@cruddur/contract/identity'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'

type ChangePasswordProps = { handle: string }

export function ChangePassword({ handle }: ChangePasswordProps) {
  const form = useCallForm({
    endpoint: changePassword,
    fields: ['password', 'new_password'],
    toArgs: ({ password = '', new_password = '' }) => ({ password, new_password }),
    // Both fields are passwords, and a code does not say which one it means.
    fieldOf: (code, { password }) => (code === 'password_wrong' || !password ? 'password' : 'new_password'),
    onDone: () => {
      form.ref.current?.reset()
      showToast({ words: words.account.passwordChanged })
    },
  })
  return (
    <section aria-labelledby="change-password">
      <h3 id="change-password">{words.account.password}</h3>
      <CallForm form={form} submit={words.account.changePassword}>
        {/* Tells a password manager whose password this is. */}
        <input hidden readOnly name="username" autoComplete="username" value={handle} />
        <PasswordField label={words.account.currentPassword} error={form.errorOf('password')} />
        <PasswordField
          name="new_password"
          label={words.account.newPassword}
          isNew
          hint={words.account.newPasswordHint(passwordLimit.min)}
          error={form.errorOf('new_password')}
        />
      </CallForm>
    </section>
  )
}
