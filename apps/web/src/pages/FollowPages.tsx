import { useInfiniteQuery } from '@tanstack/react-query'
import { isNotFound } from '../client/call-error.ts'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { PeopleTabs } from '../features/relations/PeopleTabs.tsx'
import { followersQuery, followingQuery } from '../features/relations/relations.queries.ts'
import { NoSuchPerson } from '../people/NoSuchPerson.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

type FollowPageProps = {
  handle: string
  shown: 'followers' | 'following'
  query: ReturnType<typeof useFollowers>
  heading: string
  label: string
  empty: { heading: string; words: string }
}

function useFollowers(handle: string) {
  return useInfiniteQuery(followersQuery(handle))
}

function FollowPage({ handle, shown, query, heading, label, empty }: FollowPageProps) {
  if (isNotFound(query.error)) return <NoSuchPerson handle={handle} />
  return (
    <>
      <PageHead back heading={heading} title={label} />
      <PeopleTabs handle={handle} shown={shown} />
      <PeopleList query={query} label={label}>
        <Notice heading={empty.heading}>
          <p>{empty.words}</p>
        </Notice>
      </PeopleList>
    </>
  )
}

export function FollowersPage({ handle }: { handle: string }) {
  return (
    <FollowPage
      handle={handle}
      shown="followers"
      query={useFollowers(handle)}
      heading={`@${handle}’s followers`}
      label={`Followers of @${handle}`}
      empty={{ heading: 'No followers yet', words: `People who follow @${handle} appear here.` }}
    />
  )
}

export function FollowingPage({ handle }: { handle: string }) {
  return (
    <FollowPage
      handle={handle}
      shown="following"
      query={useInfiniteQuery(followingQuery(handle))}
      heading={`Followed by @${handle}`}
      label={`Followed by @${handle}`}
      empty={{ heading: 'Nobody yet', words: `People @${handle} follows appear here.` }}
    />
  )
}
