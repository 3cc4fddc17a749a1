import { type Activity, activityThread, showActivity } from '@cruddur/contract/activities'
import type { Args, Endpoint } from '@cruddur/contract/endpoint'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { crudsPerPage } from '@cruddur/contract/first-page/first-page'
import type { Profile } from '@cruddur/contract/users'
import { queryOptions } from '@tanstack/react-query'
import { call, callPage, type PagedReply, replySent } from '../client/call.ts'
import { session } from '../client/session/session.ts'
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

/**
 * A list whose first page may come with the HTML, which is a visitor's.
 *
 * @param argsOf what the page after a cursor is asked for by
 */
function firstListQuery<E extends Endpoint, Page extends CrudPage>(
  key: readonly string[],
  endpoint: E,
  argsOf: (cursor: string | undefined) => Args<E>,
  pageOf: (reply: PagedReply<E>) => Page,
) {
  return crudListQuery(
    key,
    async (cursor, signal) => pageOf(await callPage(endpoint, argsOf(cursor), { signal })),
    () => {
      const sent = session.get().phase === 'visitor' ? replySent(endpoint, argsOf(undefined)) : undefined
      return sent && pageOf(sent)
    },
  )
}

export function homeQuery(view: HomeView = defaultView) {
  return firstListQuery(
    ['home', view.feed, view.sort],
    homeActivities,
    (cursor) => ({ ...view, cursor, limit: crudsPerPage }),
    ({ reply, next }): CrudPage => ({ cruds: reply, next }),
  )
}

/** What a profile shows. */
export type ProfileShow = 'cruds' | 'replies'

/** Every view of a profile is cached under this key. */
export function profileKey(handle: string): readonly string[] {
  return [crudsKey, 'profile', handle.toLowerCase()]
}

export function profileQuery(handle: string, show: ProfileShow = 'cruds') {
  return firstListQuery(
    ['profile', handle.toLowerCase(), show],
    userActivities,
    (cursor) => ({ handle, show, cursor, limit: crudsPerPage }),
    ({ reply, next }): ProfilePage => ({ profile: reply.profile, cruds: reply.activities, next }),
  )
}

export function threadQuery(handle: string, uuid: string) {
  return firstListQuery(
    ['thread', uuid.toLowerCase()],
    activityThread,
    (cursor) => ({ handle, uuid, cursor, limit: crudsPerPage, replies: 'nested' as const }),
    ({ reply, next }): ThreadPage => ({
      activity: reply.activity,
      cruds: reply.replies,
      nested: reply.nested ?? [],
      next,
    }),
  )
}

export function crudQuery(uuid: string) {
  return queryOptions({
    queryKey: [crudsKey, 'one', uuid.toLowerCase()],
    queryFn: ({ signal }): Promise<Activity | null> => call(showActivity, { uuid }, { signal }),
  })
}
