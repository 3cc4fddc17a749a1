import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { homeQuery } from '../features/activities/activities.queries.ts'
import { Feed } from '../features/activities/Feed.tsx'
import { useMember, useSession } from '../session/use-session.ts'
import { Invitation } from '../shell/Invitation.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

// Only members write: a visitor's first load does not carry what they write with.
const HomeComposer = lazy(async () => ({
  default: (await import('../features/compose/HomeComposer.tsx')).HomeComposer,
}))

export const HomePage = () => {
  const query = useInfiniteQuery(homeQuery())
  const { phase } = useSession()
  const member = useMember()
  return (
    <>
      <PageHead heading="Home" title="Cruddur" />
      {phase === 'visitor' && (
        <div className="only-narrow">
          <Invitation />
        </div>
      )}
      {member && (
        <Suspense fallback={<div className="home-composer-room" />}>
          <HomeComposer author={member} />
        </Suspense>
      )}
      <Feed query={query} label="Cruds">
        <Notice heading="All forgotten">
          <p>Nobody has said anything that is still alive. Be the first.</p>
        </Notice>
      </Feed>
    </>
  )
}
