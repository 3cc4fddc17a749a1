import { Suspense, useEffect } from 'react'
import { useSession } from '../client/session/use-session.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { localPath } from '../navigation/local-path.ts'
import { navigate, useSearch } from '../navigation/location.ts'
import { withQuery } from '../navigation/with-query.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'

const PasskeySignIn = lazyPart(async () => (await import('../features/account/PasskeySignIn.tsx')).PasskeySignIn)
const SignInForm = lazyPart(async () => (await import('../features/identity/SignInForm.tsx')).SignInForm, {
  idleFor: 'visitors',
})

export function SignInPage() {
  const query = new URLSearchParams(useSearch())
  const next = localPath(query.get('next'))
  const now = useSession()
  useEffect(() => {
    if (now.phase === 'member') navigate(next, { replace: true })
  }, [now.phase, next])
  return (
    <>
      <PageHead back heading="Sign in" />
      <div className="form-page">
        {now.phase === 'visitor' && now.because === 'session-ended' && (
          <p role="status">Your session has ended. Sign in to go on: what you began to write is still here.</p>
        )}
        <Suspense>
          <SignInForm email={query.get('email') ?? ''} next={next} />
        </Suspense>
        <Suspense>
          <PasskeySignIn next={next} />
        </Suspense>
        <p>
          <AppLink href="/forgot">Forgot your password?</AppLink>
        </p>
        <p>
          No account yet? <AppLink href={withQuery('/signup', { next: query.get('next') })}>Join Cruddur</AppLink>.
        </p>
      </div>
    </>
  )
}
