import { changePassword, passwordLimit } from '@cruddur/contract/identity'
import { CallForm } from '../../ui/CallForm.tsx'
import { Field } from '../../ui/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { useCallForm } from '../../ui/use-call-form.ts'

type ChangePasswordProps = { handle: string }

export const ChangePassword = ({ handle }: ChangePasswordProps) => {
  const form = useCallForm({
    endpoint: changePassword,
    fields: ['password', 'new_password'],
    toArgs: ({ password = '', new_password = '' }) => ({ password, new_password }),
    // Both are passwords, and codes do not say which one they mean.
    fieldOf: (code, { password }) => (code === 'password_wrong' || !password ? 'password' : 'new_password'),
    onDone: () => {
      form.ref.current?.reset()
      showToast({ words: 'Your password is changed. Other devices are signed out.' })
    },
  })
  return (
    <section aria-labelledby="change-password">
      <h2 id="change-password">Password</h2>
      <CallForm form={form} submit="Change the password">
        {/* Tells a password manager whose password this is. */}
        <input hidden readOnly name="username" autoComplete="username" value={handle} />
        <Field
          name="password"
          type="password"
          label="Your password now"
          autoComplete="current-password"
          error={form.errorOf('password')}
        />
        <Field
          name="new_password"
          type="password"
          label="New password"
          hint={`At least ${passwordLimit.min} characters. Every other device is signed out.`}
          autoComplete="new-password"
          error={form.errorOf('new_password')}
        />
      </CallForm>
    </section>
  )
}
