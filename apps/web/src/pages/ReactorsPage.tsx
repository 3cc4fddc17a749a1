import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { isNotFound } from '../client/call-error.ts'
import { useHasCome } from '../client/clock/ticker.ts'
import { useBurning } from '../cruds/burning.ts'
import { addressOfCrud } from '../cruds/crud-address.ts'
import { crudQuery } from '../cruds/cruds.queries.ts'
import { Gone } from '../features/activities/Gone.tsx'
import { likesQuery, repostsQuery } from '../features/activities/reactors.queries.ts'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'

type Whose = { handle: string; uuid: string }

type ListProps = Whose & {
  query: ReturnType<typeof useLikes>
  shown: 'likes' | 'reposts'
  heading: string
  empty: string
}

function useLikes(uuid: string) {
  return useInfiniteQuery(likesQuery(uuid))
}

function Reactors({ handle, uuid, query, shown, heading, empty }: ListProps) {
  // What it is about leaves the cache when it expires or is burnt, and this page with it.
  const { data: crud, error } = useQuery(crudQuery(uuid))
  const over = useHasCome(crud ? Date.parse(crud.expires_at) : Number.MAX_SAFE_INTEGER)
  const burning = useBurning(crud)
  if (crud === null || over || burning === 'gone' || isNotFound(error) || isNotFound(query.error)) return <Gone />
  const address = addressOfCrud({ handle, uuid })
  const data = query.data && {
    pages: query.data.pages.map(({ cruds, next }) => ({
      people: cruds.map(({ person, ...rest }) => ({ ...rest, uuid: person })),
      next,
    })),
  }
  return (
    <>
      <PageHead back={address} heading={heading} />
      <Tabs
        label={words.status.whoReacted}
        tabs={[
          { href: `${address}/likes`, words: words.status.likesTab, current: shown === 'likes' },
          { href: `${address}/reposts`, words: words.status.repostsTab, current: shown === 'reposts' },
        ]}
      />
      <PeopleList query={{ ...query, data }} label={heading}>
        <Notice heading={empty} />
      </PeopleList>
    </>
  )
}

function Likes({ handle, uuid }: Whose) {
  const query = useLikes(uuid)
  return (
    <Reactors {...{ handle, uuid, query }} shown="likes" heading={words.status.likedBy} empty={words.status.noLikes} />
  )
}

function Reposts({ handle, uuid }: Whose) {
  const query = useInfiniteQuery(repostsQuery(uuid))
  return (
    <Reactors
      {...{ handle, uuid, query }}
      shown="reposts"
      heading={words.status.repostedBy}
      empty={words.status.noReposts}
    />
  )
}

/** Who liked a crud, or who reposted it. */
export function ReactorsPage({ shown, ...whose }: Whose & { shown: string }) {
  return shown.toLowerCase() === 'likes' ? <Likes {...whose} /> : <Reposts {...whose} />
}
