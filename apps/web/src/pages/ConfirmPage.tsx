import { ConfirmForm } from '../features/identity/ConfirmForm.tsx'
import { useSearch } from '../navigation/location.ts'
import { PageHead } from '../ui/PageHead.tsx'

export function ConfirmPage() {
  const query = new URLSearchParams(useSearch())
  const email = query.get('email') ?? ''
  return (
    <>
      <PageHead back heading="Confirm your e-mail" />
      <div className="form-page">
        <ConfirmForm key={email} email={email} next={query.get('next')} />
      </div>
    </>
  )
}
