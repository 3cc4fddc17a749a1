import { signIn } from '@cruddur/contract/identity'
import { enterEverywhere } from '../../client/session/session.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField, PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'

type SignInFormProps = { email: string; next: string }

export function SignInForm({ email, next }: SignInFormProps) {
  const form = useCallForm({
    endpoint: signIn,
    fields: ['email', 'password'],
    toArgs: ({ email: given = '', password = '' }) => ({ email: given, password }),
    onDone: (signedIn) => {
      enterEverywhere(signedIn)
      navigate(next, { replace: true })
    },
    words: { generic_401: words.identity.wrong },
  })
  const typed = () => String(new FormData(form.ref.current ?? undefined).get('email') ?? '')
  return (
    <CallForm
      form={form}
      submit={words.identity.signIn}
      aside={
        form.general?.code === 'user_not_confirmed' && (
          <AppLink href={withQuery('/confirm', { email: typed(), next: next === '/' ? null : next })}>
            {words.identity.enterCode}
          </AppLink>
        )
      }
    >
      <EmailField withPasskeys defaultValue={email} error={form.errorOf('email')} />
      <PasswordField error={form.errorOf('password')} />
    </CallForm>
  )
}
