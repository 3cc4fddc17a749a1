import type { UserShort } from '@cruddur/contract/users'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { isNotFound } from '../client/call-error.ts'
import { showChangedSelf } from '../client/session/session.ts'
import { useMember } from '../client/session/use-session.ts'
import { showChangedAuthor } from '../cruds/crud-cache.ts'
import { profileKey, profileQuery } from '../cruds/cruds.queries.ts'
import { Feed } from '../features/activities/Feed.tsx'
import { ProfileHead } from '../features/profile/ProfileHead.tsx'
import { ProfileTabs } from '../features/profile/ProfileTabs.tsx'
import { changeProfile } from '../features/profile/profile-cache.ts'
import { ProfileActions } from '../features/relations/ProfileActions.tsx'
import { useSearch } from '../navigation/location.ts'
import { useNewView } from '../navigation/use-new-view.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { NoSuchPerson } from '../people/NoSuchPerson.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { showToast } from '../ui/toast.ts'
import { words } from '../words/words.ts'

// Only the owner of a profile needs these.
const Pending = lazyPart(async () => (await import('../features/compose/Pending.tsx')).Pending, { idleFor: 'members' })
const EditProfile = lazyPart(async () => (await import('../features/profile/EditProfile.tsx')).EditProfile, {
  idleFor: 'members',
})

export function ProfilePage({ handle }: { handle: string }) {
  const show = new URLSearchParams(useSearch()).get('show') === 'replies' ? 'replies' : 'cruds'
  useNewView(show)
  const options = profileQuery(handle, show)
  const query = useInfiniteQuery(options)
  const client = useQueryClient()
  const [editing, setEditing] = useState(false)
  const member = useMember()
  const profile = query.data?.pages[0]?.profile
  const own = profile !== undefined && profile.handle === member?.handle
  const onSaved = (user: UserShort, bio: string) => {
    client.setQueriesData<typeof query.data>(
      { queryKey: profileKey(handle) },
      (data) => data && changeProfile(data, user, bio),
    )
    showChangedAuthor(client, user)
    showChangedSelf(user)
    setEditing(false)
    showToast({ words: words.profile.saved })
  }
  if (isNotFound(query.error)) return <NoSuchPerson handle={handle} />
  return (
    <>
      <PageHead
        back
        heading={profile?.display_name ?? `@${handle}`}
        title={profile ? `${profile.display_name} (@${profile.handle})` : `@${handle}`}
      />
      {profile && (
        <ProfileHead profile={profile} own={own} onEdit={() => setEditing(true)}>
          <ProfileActions profile={profile} />
        </ProfileHead>
      )}
      <Suspense>
        {profile && editing && <EditProfile profile={profile} onSaved={onSaved} onClose={() => setEditing(false)} />}
        {own && member && show === 'cruds' && <Pending author={member.uuid} />}
      </Suspense>
      {profile && <ProfileTabs handle={profile.handle} show={show} />}
      <Feed
        key={show}
        query={query}
        label={(show === 'cruds' ? words.profile.crudsBy : words.profile.repliesBy)(profile?.display_name ?? handle)}
      >
        {profile?.relation?.blocked ? (
          <Notice heading={words.profile.youBlocked(profile.handle)}>
            <p>{words.profile.whatBlockingDoes}</p>
          </Notice>
        ) : (
          <Notice heading={words.profile.nothingLive}>
            <p>
              {show === 'replies'
                ? words.profile.noReplies
                : own
                  ? words.profile.noneOfYours
                  : words.profile.noneOfTheirs}
            </p>
          </Notice>
        )}
      </Feed>
    </>
  )
}
