import { Suspense, useState } from 'react'
import { lazyPart } from '../parts/lazy-part.tsx'
import { announce } from '../ui/announce.ts'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

const ForgotForm = lazyPart(async () => (await import('../features/identity/ForgotForm.tsx')).ForgotForm)
// The second step comes while the first is filled in.
const ResetForm = lazyPart(async () => (await import('../features/identity/ResetForm.tsx')).ResetForm, {
  idleFor: 'visitors',
})

export function ForgotPage() {
  const [email, setEmail] = useState<string>()
  const onSent = (address: string) => {
    setEmail(address)
    announce(words.identity.codeOnItsWay)
  }
  return (
    <>
      <PageHead back heading={email ? words.identity.newPasswordHeading : words.identity.forgot} />
      <div className="form-page">
        <Suspense>{email ? <ResetForm email={email} /> : <ForgotForm onSent={onSent} />}</Suspense>
      </div>
    </>
  )
}
