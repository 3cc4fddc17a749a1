import { signIn } from '@cruddur/contract/identity'
import { navigate } from 'wouter/use-browser-location'
import { AppLink } from '../../navigation/AppLink.tsx'
import { withQuery } from '../../navigation/with-query.ts'
import { enterEverywhere } from '../../session/session.ts'
import { CallForm } from '../../ui/CallForm.tsx'
import { Field } from '../../ui/Field.tsx'
import { useCallForm } from '../../ui/use-call-form.ts'

type SignInFormProps = { email: string; next: string }

export const SignInForm = ({ email, next }: SignInFormProps) => {
  const form = useCallForm({
    endpoint: signIn,
    fields: ['email', 'password'],
    toArgs: ({ email: given = '', password = '' }) => ({ email: given, password }),
    onDone: (signedIn) => {
      enterEverywhere(signedIn)
      navigate(next, { replace: true })
    },
    words: { generic_401: 'That e-mail and password do not belong together.' },
  })
  const typed = () => String(new FormData(form.ref.current ?? undefined).get('email') ?? '')
  return (
    <CallForm
      form={form}
      submit="Sign in"
      aside={
        form.general?.code === 'user_not_confirmed' && (
          <AppLink href={withQuery('/confirm', { email: typed(), next: next === '/' ? null : next })}>
            Enter the code we sent you
          </AppLink>
        )
      }
    >
      <Field
        name="email"
        type="email"
        label="E-mail"
        autoComplete="username"
        defaultValue={email}
        error={form.errorOf('email')}
      />
      <Field
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        error={form.errorOf('password')}
      />
    </CallForm>
  )
}
