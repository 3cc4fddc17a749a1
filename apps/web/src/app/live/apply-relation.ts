import type { Profile } from '@cruddur/contract/users'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { changeCruds } from '../../cruds/crud-cache.ts'
import { dropPerson } from '../../cruds/crud-changes.ts'
import { crudsKey } from '../../cruds/crud-list.ts'
import { homeKey, type ProfilePage, profileKey } from '../../cruds/cruds.queries.ts'
import { dropFreshBy } from '../../features/home/fresh-cruds.ts'
import { syncGroups } from '../../features/messages/sync-groups.ts'
import { notificationsQuery } from '../../features/notifications/notifications.queries.ts'
import { countUnread } from '../../features/notifications/unread.ts'
import { changePeople } from '../../people/people-cache.ts'
import { followedKey, type Relation, relationQuery } from '../../people/relation.queries.ts'
import type { RelationChange } from '../../people/relation-change.ts'

function changedRelation(relation: Relation, { following, muted, blocked }: RelationChange): Relation {
  return {
    ...relation,
    ...(following !== undefined && { following }),
    ...(muted !== undefined && { muted }),
    ...(blocked !== undefined && { blocked, followed_by: relation.followed_by && !blocked }),
  }
}

function changedProfile(profile: Profile, change: RelationChange): Profile {
  if (!profile.relation) return profile
  const relation = changedRelation(profile.relation, change)
  const step = Number(relation.following) - Number(profile.relation.following)
  const followers_count = change.followers_count ?? Math.max(0, profile.followers_count + step)
  return { ...profile, relation, followers_count }
}

/** Removes somebody who was muted from home. Their own page and what they say in threads stays. */
function dropFromHome(client: QueryClient, handle: string): void {
  dropFreshBy(handle)
  for (const query of client.getQueryCache().findAll({ queryKey: homeKey })) {
    const data = query.state.data as InfiniteData<{ cruds: { handle: string }[] }> | undefined
    if (!data) continue
    const pages = data.pages.map((page) => ({ ...page, cruds: page.cruds.filter((crud) => crud.handle !== handle) }))
    query.setState({ data: { ...data, pages } })
  }
}

/** Somebody in a list of who liked or reposted a crud. Those lists stand among the cruds, because they expire. */
function changeReactors(client: QueryClient, handle: string, following: boolean): void {
  changeCruds(client, (crud) => ('person' in crud && crud.handle === handle ? { ...crud, following } : crud))
}

/** Applies a change between the reader and a person to everything in the cache. */
export function applyRelation(client: QueryClient, change: RelationChange): void {
  const { handle, following, muted, blocked } = change
  client.setQueriesData<InfiniteData<ProfilePage, string | undefined>>(
    { queryKey: profileKey(handle) },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, profile: changedProfile(page.profile, change) })),
      },
  )
  client.setQueryData<Relation | null>(
    relationQuery(handle).queryKey,
    (relation) => relation && changedRelation(relation, change),
  )
  changePeople(client, change)
  if (following !== undefined) changeReactors(client, handle, following)
  if (following !== undefined) client.invalidateQueries({ queryKey: followedKey })
  if (blocked) dropPerson(client, handle)
  if (muted) dropFromHome(client, handle)
  if (blocked === undefined && muted === undefined) return
  client.invalidateQueries({ queryKey: notificationsQuery.queryKey })
  countUnread()
  // A block hides the conversation too.
  if (blocked !== undefined) syncGroups(client)
  // What an unblock or unmute brings back is fetched when somebody looks at it.
  if (blocked === false) client.invalidateQueries({ queryKey: profileKey(handle) })
  if (!(blocked || muted)) client.invalidateQueries({ queryKey: [crudsKey], refetchType: 'none' })
}
