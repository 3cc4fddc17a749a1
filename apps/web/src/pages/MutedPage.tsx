import { lazy, Suspense } from 'react'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { PageHead } from '../ui/PageHead.tsx'

const MutedPeople = lazy(async () => ({ default: (await import('../features/relations/MutedPeople.tsx')).MutedPeople }))

export function MutedPage() {
  return (
    <>
      <PageHead back heading="Muted people" />
      <MembersOnly to="see whom you muted">
        <Suspense>
          <MutedPeople />
        </Suspense>
      </MembersOnly>
    </>
  )
}
