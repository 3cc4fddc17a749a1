import { passwordLimit } from '@cruddur/contract/credentials'
import { signUp } from '@cruddur/contract/identity'
import { Suspense } from 'react'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField, Field, PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'

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
      // People write a handle the way they read it.
      handle: handle.trim().replace(/^@/, ''),
      email,
      password,
      ...(invitation && { invitation }),
    }),
    onDone: (_, { email }) => navigate(withQuery('/confirm', { email: email.trim(), next })),
    words: { password_blank: 'Choose a password.' },
  })
  return (
    <CallForm form={form} submit="Join Cruddur">
      <Field name="display_name" label="Name" autoComplete="name" error={form.errorOf('display_name')} />
      <Field
        name="handle"
        label="Handle"
        hint="How people address you: 3 to 30 letters a–z, digits and underscores."
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        error={form.errorOf('handle')}
      />
      <EmailField
        hint="Only to confirm that it’s yours and to reset a lost password. Nobody else sees it."
        error={form.errorOf('email')}
      />
      <PasswordField
        isNew
        hint={`At least ${passwordLimit.min} characters. A few words beat a few symbols.`}
        error={form.errorOf('password')}
      />
      <Suspense>
        <InvitationField error={form.errorOf('invitation')} />
      </Suspense>
    </CallForm>
  )
}
