import { type Activity, activityThread, showActivity } from '@cruddur/contract/activities'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { crudsPerPage } from '@cruddur/contract/first-page/first-page'
import type { Profile } from '@cruddur/contract/users'
import { queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../client/call.ts'
import { type CrudPage, crudListQuery, crudsKey } from './crud-list.ts'

/** Whose cruds home shows, and in which order. */
export type HomeView = { feed: (typeof homeFeeds)[number]; sort: 'newest' | 'expiring' }

export const homeFeeds = ['all', 'following'] as const

export const defaultView: HomeView = { feed: 'all', sort: 'newest' }

export type ProfilePage = CrudPage & { profile: Profile }
/** `activity` is null once it is gone. `nested` are replies to the replies of the page, and to those. */
export type ThreadPage = CrudPage & { activity: Activity | null; nested: Activity[] }

/** Every view of home is cached under this key. */
export const homeKey = [crudsKey, 'home']

export function homeQuery(view: HomeView = defaultView) {
  return crudListQuery(['home', view.feed, view.sort], async (cursor, signal): Promise<CrudPage> => {
    const { reply, next } = await callPage(homeActivities, { ...view, cursor, limit: crudsPerPage }, { signal })
    return { cruds: reply, next }
  })
}

/** What a profile shows. */
export type ProfileShow = 'cruds' | 'replies'

/** Every view of a profile is cached under this key. */
export function profileKey(handle: string): readonly string[] {
  return [crudsKey, 'profile', handle.toLowerCase()]
}

export function profileQuery(handle: string, show: ProfileShow = 'cruds') {
  return crudListQuery(['profile', handle.toLowerCase(), show], async (cursor, signal): Promise<ProfilePage> => {
    const { reply, next } = await callPage(userActivities, { handle, show, cursor, limit: crudsPerPage }, { signal })
    return { profile: reply.profile, cruds: reply.activities, next }
  })
}

export function threadQuery(handle: string, uuid: string) {
  return crudListQuery(['thread', uuid.toLowerCase()], async (cursor, signal): Promise<ThreadPage> => {
    const { reply, next } = await callPage(
      activityThread,
      { handle, uuid, cursor, limit: crudsPerPage, replies: 'nested' },
      { signal },
    )
    return { activity: reply.activity, cruds: reply.replies, nested: reply.nested ?? [], next }
  })
}

export function crudQuery(uuid: string) {
  return queryOptions({
    queryKey: [crudsKey, 'one', uuid.toLowerCase()],
    queryFn: ({ signal }): Promise<Activity | null> => call(showActivity, { uuid }, { signal }),
  })
}
