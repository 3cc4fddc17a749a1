import { SignUpForm } from '../features/identity/SignUpForm.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { useSearch } from '../navigation/location.ts'
import { withQuery } from '../navigation/with-query.ts'
import { PageHead } from '../ui/PageHead.tsx'

export function SignUpPage() {
  const next = new URLSearchParams(useSearch()).get('next')
  return (
    <>
      <PageHead back heading="Join" title="Join" />
      <div className="form-page">
        <SignUpForm next={next} />
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
