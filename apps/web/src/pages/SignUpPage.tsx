import { Suspense } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { useSearch } from '../navigation/location.ts'
import { withQuery } from '../navigation/with-query.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'

const SignUpForm = lazyPart(async () => (await import('../features/identity/SignUpForm.tsx')).SignUpForm, {
  idleFor: 'visitors',
})

export function SignUpPage() {
  const next = new URLSearchParams(useSearch()).get('next')
  return (
    <>
      <PageHead back heading="Join" title="Join" />
      <div className="form-page">
        <Suspense>
          <SignUpForm next={next} />
        </Suspense>
        <p>
          By joining you agree to the <AppLink href="/terms">terms</AppLink>; the{' '}
          <AppLink href="/privacy">privacy page</AppLink> says what we keep, and for how long.
        </p>
        <p>
          Already have an account? <AppLink href={withQuery('/signin', { next })}>Sign in</AppLink>.
        </p>
      </div>
    </>
  )
}
