import { Suspense } from 'react'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'

const MutedPeople = lazyPart(async () => (await import('../features/relations/MutedAndBlocked.tsx')).MutedPeople)
const BlockedPeople = lazyPart(async () => (await import('../features/relations/MutedAndBlocked.tsx')).BlockedPeople)

export function MutedPage() {
  return (
    <>
      <PageHead back heading="Muted people" />
      <MembersOnly to="see who you muted">
        <Suspense>
          <MutedPeople />
        </Suspense>
      </MembersOnly>
    </>
  )
}

export function BlockedPage() {
  return (
    <>
      <PageHead back heading="Blocked people" />
      <MembersOnly to="see who you blocked">
        <Suspense>
          <BlockedPeople />
        </Suspense>
      </MembersOnly>
    </>
  )
}
