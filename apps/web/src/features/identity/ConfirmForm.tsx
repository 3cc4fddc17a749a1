import { confirmSignUp } from '@cruddur/contract/identity'
import { Suspense } from 'react'
import { enterEverywhere } from '../../client/session/session.ts'
import { navigate } from '../../navigation/location.ts'
import { withQuery } from '../../navigation/with-query.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { EmailField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { CodeField } from './CodeField.tsx'

const ResendCode = lazyPart(async () => (await import('./ResendCode.tsx')).ResendCode)

/** Takes the code. The browser that asked for the account is then signed in, and welcomed. */
export function ConfirmForm({ email, next }: { email: string; next: string | null }) {
  const form = useCallForm({
    endpoint: confirmSignUp,
    fields: ['email', 'code'],
    toArgs: ({ email: given = '', code = '' }) => ({ email: given, code }),
    onDone: ({ signed_in }, args) => {
      const welcome = withQuery('/welcome', { next })
      if (!signed_in) {
        showToast({ words: words.identity.confirmed })
        return navigate(withQuery('/signin', { email: args.email.trim(), next: welcome }))
      }
      enterEverywhere(signed_in)
      navigate(welcome, { replace: true })
    },
    words: { handle_taken: words.identity.handleTakenMeanwhile },
  })
  return (
    <CallForm
      form={form}
      submit={words.identity.confirm}
      aside={
        <Suspense>
          <ResendCode form={form} />
        </Suspense>
      }
    >
      {email && <p>{rich(words.identity.codeSent, { address: () => <bdi>{email}</bdi> })}</p>}
      <EmailField defaultValue={email} error={form.errorOf('email')} />
      <CodeField takesFocus={email !== ''} error={form.errorOf('code')} />
    </CallForm>
  )
}
