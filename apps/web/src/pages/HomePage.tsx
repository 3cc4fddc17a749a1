import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { useMember, useSession } from '../client/session/use-session.ts'
import { useStore } from '../client/store.ts'
import { homeQuery } from '../cruds/cruds.queries.ts'
import { Feed } from '../features/activities/Feed.tsx'
import { FirstLook } from '../features/home/FirstLook.tsx'
import { freshCruds } from '../features/home/fresh-store.ts'
import { HomeTabs } from '../features/home/HomeTabs.tsx'
import { homeView, rememberHome } from '../features/home/home-view.ts'
import { useSearch } from '../navigation/location.ts'
import { useNewView } from '../navigation/use-new-view.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

// Only members write: a visitor's first load goes without these.
const HomeComposer = lazyPart(async () => (await import('../features/compose/HomeComposer.tsx')).HomeComposer, {
  idleFor: 'members',
})
const FreshPill = lazyPart(async () => (await import('../features/home/FreshPill.tsx')).FreshPill, {
  idleFor: 'everybody',
})
const EmptyHome = lazyPart(async () => (await import('../features/home/EmptyHome.tsx')).EmptyHome)
const NobodyFollowed = lazyPart(async () => (await import('../features/relations/NobodyFollowed.tsx')).NobodyFollowed, {
  idleFor: 'members',
})

export function HomePage() {
  const { phase } = useSession()
  const member = useMember()
  const asked = homeView(useSearch())
  // A visitor follows nobody.
  const view = phase === 'visitor' ? { ...asked, feed: 'all' as const } : asked
  const query = useInfiniteQuery(homeQuery(view))
  const anyFresh = useStore(freshCruds).length > 0
  const { feed, sort } = asked
  useNewView(`${feed} ${sort}`)
  useEffect(() => rememberHome({ feed, sort }), [feed, sort])
  return (
    <>
      <PageHead heading={words.layout.home} title="Cruddur">
        <Suspense>{anyFresh && <FreshPill view={view} />}</Suspense>
      </PageHead>
      {phase === 'visitor' && <FirstLook />}
      <HomeTabs view={view} isMember={phase !== 'visitor'} />
      {member && (
        <Suspense fallback={<div className="home-composer-room" />}>
          <HomeComposer author={member} />
        </Suspense>
      )}
      <Feed key={`${feed} ${sort}`} query={query} label={words.cruds.list}>
        <Suspense>
          {view.feed === 'following' ? <NobodyFollowed /> : <EmptyHome isMember={member !== undefined} />}
        </Suspense>
      </Feed>
    </>
  )
}
