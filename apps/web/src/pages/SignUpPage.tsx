import { SignUpForm } from '../features/identity/SignUpForm.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export const SignUpPage = () => (
  <>
    <PageHead back heading="Join" title="Join" />
    <div className="form-page">
      <SignUpForm />
      <p>
        By joining you agree to the <AppLink href="/terms">terms</AppLink>; the{' '}
        <AppLink href="/privacy">privacy page</AppLink> says what we keep, and for how long.
      </p>
      <p>
        You have an account? <AppLink href="/signin">Sign in</AppLink>.
      </p>
    </div>
  </>
)
