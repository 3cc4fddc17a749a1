import { Suspense } from 'react'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

const MutedPeople = lazyPart(async () => (await import('../features/relations/MutedAndBlocked.tsx')).MutedPeople)
const BlockedPeople = lazyPart(async () => (await import('../features/relations/MutedAndBlocked.tsx')).BlockedPeople)

export function MutedPage() {
  return (
    <>
      <PageHead back heading={words.relations.mutedPeople} />
      <MembersOnly to={words.relations.toSeeMuted}>
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
      <PageHead back heading={words.relations.blockedPeople} />
      <MembersOnly to={words.relations.toSeeBlocked}>
        <Suspense>
          <BlockedPeople />
        </Suspense>
      </MembersOnly>
    </>
  )
}
