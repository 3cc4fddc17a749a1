import { Suspense } from 'react'
import { useSearch } from '../navigation/location.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

const ConfirmForm = lazyPart(async () => (await import('../features/identity/ConfirmForm.tsx')).ConfirmForm, {
  idleFor: 'visitors',
})

export function ConfirmPage() {
  const query = new URLSearchParams(useSearch())
  const email = query.get('email') ?? ''
  return (
    <>
      <PageHead back heading={words.identity.confirmEmail} />
      <div className="form-page">
        <Suspense>
          <ConfirmForm key={email} email={email} next={query.get('next')} />
        </Suspense>
      </div>
    </>
  )
}
