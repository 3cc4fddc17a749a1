import { useInfiniteQuery } from '@tanstack/react-query'
import { isNotFound } from '../client/call-error.ts'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { PeopleTabs } from '../features/relations/PeopleTabs.tsx'
import { followersQuery, followingQuery } from '../features/relations/relations.queries.ts'
import { NoSuchPerson } from '../people/NoSuchPerson.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

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
      heading={words.relations.followersHeading(handle)}
      label={words.relations.followersOf(handle)}
      empty={{ heading: words.relations.noFollowers, words: words.relations.followersAppear(handle) }}
    />
  )
}

export function FollowingPage({ handle }: { handle: string }) {
  return (
    <FollowPage
      handle={handle}
      shown="following"
      query={useInfiniteQuery(followingQuery(handle))}
      heading={words.relations.followedBy(handle)}
      label={words.relations.followedBy(handle)}
      empty={{ heading: words.relations.noneFollowed, words: words.relations.followedAppear(handle) }}
    />
  )
}
