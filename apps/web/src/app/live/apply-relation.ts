import type { Profile } from '@cruddur/contract/users'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { dropPerson } from '../../cruds/crud-changes.ts'
import { crudsKey, type ProfilePage, profileQuery } from '../../cruds/cruds.queries.ts'
import { dropFreshBy } from '../../features/home/fresh-cruds.ts'
import { homeKey } from '../../features/home/home-sync.ts'
import { syncGroups } from '../../features/messages/sync-groups.ts'
import { notificationsKey } from '../../features/notifications/notifications.queries.ts'
import { countUnread } from '../../features/notifications/unread.ts'
import { followedQuery, type Relation, relationKey } from '../../features/relations/relations.queries.ts'
import { changePeople } from '../../people/people-cache.ts'
import type { RelationNews } from '../../people/relation-change.ts'

function changedRelation(relation: Relation, { following, muted, blocked }: RelationNews): Relation {
  return {
    ...relation,
    ...(following !== undefined && { following }),
    ...(muted !== undefined && { muted }),
    ...(blocked !== undefined && { blocked, followed_by: relation.followed_by && !blocked }),
  }
}

function changedProfile(profile: Profile, news: RelationNews): Profile {
  if (!profile.relation) return profile
  const relation = changedRelation(profile.relation, news)
  const step = Number(relation.following) - Number(profile.relation.following)
  const followers_count = news.followers_count ?? Math.max(0, profile.followers_count + step)
  return { ...profile, relation, followers_count }
}

/** Whom one does not hear any more is in none of the lists that nobody asked to see them in. */
function silence(client: QueryClient, handle: string): void {
  dropFreshBy(handle)
  for (const query of client.getQueryCache().findAll({ queryKey: homeKey })) {
    const data = query.state.data as InfiniteData<{ cruds: { handle: string }[] }> | undefined
    if (!data) continue
    const pages = data.pages.map((page) => ({ ...page, cruds: page.cruds.filter((crud) => crud.handle !== handle) }))
    query.setState({ data: { ...data, pages } })
  }
}

/** Brings every page and list in memory to what now lies between the reader and a person. */
export function applyRelation(client: QueryClient, news: RelationNews): void {
  const { handle, following, muted, blocked } = news
  client.setQueryData<InfiniteData<ProfilePage, string | undefined>>(
    profileQuery(handle).queryKey,
    (data) =>
      data && { ...data, pages: data.pages.map((page) => ({ ...page, profile: changedProfile(page.profile, news) })) },
  )
  client.setQueryData<Relation | null>(relationKey(handle), (relation) => relation && changedRelation(relation, news))
  changePeople(client, news)
  if (following !== undefined) client.invalidateQueries({ queryKey: followedQuery('').queryKey.slice(0, 1) })
  if (blocked) dropPerson(client, handle)
  if (muted) silence(client, handle)
  if (blocked === undefined && muted === undefined) return
  client.invalidateQueries({ queryKey: notificationsKey })
  countUnread()
  // A block hides the conversation too.
  if (blocked !== undefined) syncGroups(client)
  // What comes back, comes when somebody looks for it.
  if (blocked === false) client.invalidateQueries({ queryKey: profileQuery(handle).queryKey })
  if (!(blocked || muted)) client.invalidateQueries({ queryKey: [crudsKey], refetchType: 'none' })
}
