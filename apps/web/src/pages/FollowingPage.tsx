import { useInfiniteQuery } from '@tanstack/react-query'
import { CallError } from '../client/call-error.ts'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { PeopleTabs } from '../features/relations/PeopleTabs.tsx'
import { followingQuery } from '../features/relations/relations.queries.ts'
import { Nobody } from '../people/NoSuchPerson.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** Whom somebody follows. */
export function FollowingPage({ handle }: { handle: string }) {
  const query = useInfiniteQuery(followingQuery(handle))
  if (query.error instanceof CallError && query.error.status === 404) return <Nobody handle={handle} />
  return (
    <>
      <PageHead back heading={`@${handle}`} title={`Followed by @${handle}`} />
      <PeopleTabs handle={handle} shown="following" />
      <PeopleList query={query} label={`Followed by @${handle}`}>
        <Notice heading="Nobody yet">
          <p>Whom @{handle} follows stands here.</p>
        </Notice>
      </PeopleList>
    </>
  )
}
