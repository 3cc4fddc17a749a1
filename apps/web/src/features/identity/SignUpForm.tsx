import { passwordLimit } from '@cruddur/contract/credentials'
import { signUp } from '@cruddur/contract/identity'
import { Suspense } from 'react'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField, Field, PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'
import { HandleField } from './HandleField.tsx'
import { typedHandle } from './typed-handle.ts'

// Only some servers ask for an invitation.
const InvitationField = lazyPart(async () => (await import('./InvitationField.tsx')).InvitationField, {
  idleFor: 'visitors',
})

/** @param next where to go after signing in */
export function SignUpForm({ next }: { next: string | null }) {
  const form = useCallForm({
    endpoint: signUp,
    fields: ['display_name', 'handle', 'email', 'password', 'invitation'],
    toArgs: ({ display_name = '', handle = '', email = '', password = '', invitation = '' }) => ({
      name: display_name,
      handle: typedHandle(handle),
      email,
      password,
      ...(invitation && { invitation }),
    }),
    onDone: (_, { email }) => navigate(withQuery('/confirm', { email: email.trim(), next })),
    words: { password_blank: words.identity.choosePassword },
  })
  return (
    <CallForm form={form} submit={words.identity.joinCruddur}>
      <Field name="display_name" label={words.identity.name} autoComplete="name" error={form.errorOf('display_name')} />
      <HandleField error={form.errorOf('handle')} />
      <EmailField hint={words.identity.emailHint} error={form.errorOf('email')} />
      <PasswordField isNew hint={words.identity.passwordHint(passwordLimit.min)} error={form.errorOf('password')} />
      <Suspense>
        <InvitationField error={form.errorOf('invitation')} />
      </Suspense>
    </CallForm>
  )
}
