import { lazy, Suspense } from 'react'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { PageHead } from '../ui/PageHead.tsx'

const BlockedPeople = lazy(async () => ({
  default: (await import('../features/relations/BlockedPeople.tsx')).BlockedPeople,
}))

export function BlockedPage() {
  return (
    <>
      <PageHead back heading="Blocked people" />
      <MembersOnly to="see whom you blocked">
        <Suspense>
          <BlockedPeople />
        </Suspense>
      </MembersOnly>
    </>
  )
}
