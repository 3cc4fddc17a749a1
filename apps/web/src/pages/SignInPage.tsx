import { Suspense, useEffect } from 'react'
import { useSession } from '../client/session/use-session.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { localPath } from '../navigation/local-path.ts'
import { navigate, useSearch } from '../navigation/location.ts'
import { withQuery } from '../navigation/with-query.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { rich } from '../words/rich.tsx'
import { words } from '../words/words.ts'

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
      <PageHead back heading={words.identity.signIn} />
      <div className="form-page">
        {now.phase === 'visitor' && now.because === 'session-ended' && (
          <p role="status">{words.identity.sessionEnded}</p>
        )}
        <Suspense>
          <SignInForm email={query.get('email') ?? ''} next={next} />
        </Suspense>
        <Suspense>
          <PasskeySignIn next={next} />
        </Suspense>
        <p>
          <AppLink href="/forgot">{words.identity.forgot}</AppLink>
        </p>
        <p>
          {rich(words.identity.noAccount, {
            join: (text) => <AppLink href={withQuery('/signup', { next: query.get('next') })}>{text}</AppLink>,
          })}
        </p>
      </div>
    </>
  )
}
