import { useInfiniteQuery } from '@tanstack/react-query'
import { CallError } from '../client/call-error.ts'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { PeopleTabs } from '../features/relations/PeopleTabs.tsx'
import { followersQuery } from '../features/relations/relations.queries.ts'
import { Nobody } from '../people/NoSuchPerson.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** Who follows somebody. */
export function FollowersPage({ handle }: { handle: string }) {
  const query = useInfiniteQuery(followersQuery(handle))
  if (query.error instanceof CallError && query.error.status === 404) return <Nobody handle={handle} />
  return (
    <>
      <PageHead back heading={`@${handle}`} title={`Followers of @${handle}`} />
      <PeopleTabs handle={handle} shown="followers" />
      <PeopleList query={query} label={`Followers of @${handle}`}>
        <Notice heading="No followers yet">
          <p>Whoever follows @{handle} stands here.</p>
        </Notice>
      </PeopleList>
    </>
  )
}
