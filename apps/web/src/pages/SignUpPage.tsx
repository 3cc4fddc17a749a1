import { Suspense } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { useSearch } from '../navigation/location.ts'
import { withQuery } from '../navigation/with-query.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { rich } from '../words/rich.tsx'
import { words } from '../words/words.ts'

const SignUpForm = lazyPart(async () => (await import('../features/identity/SignUpForm.tsx')).SignUpForm, {
  idleFor: 'visitors',
})

export function SignUpPage() {
  const next = new URLSearchParams(useSearch()).get('next')
  return (
    <>
      <PageHead back heading={words.identity.join} />
      <div className="form-page">
        <Suspense>
          <SignUpForm next={next} />
        </Suspense>
        <p>
          {rich(words.identity.agree, {
            terms: (text) => <AppLink href="/terms">{text}</AppLink>,
            privacy: (text) => <AppLink href="/privacy">{text}</AppLink>,
          })}
        </p>
        <p>
          {rich(words.identity.haveAccount, {
            signin: (text) => <AppLink href={withQuery('/signin', { next })}>{text}</AppLink>,
          })}
        </p>
      </div>
    </>
  )
}
