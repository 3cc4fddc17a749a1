import {
  type Activity,
  activityThread,
  homeActivities,
  showActivity,
  userActivities,
} from '@cruddur/contract/activities'
import type { Profile } from '@cruddur/contract/users'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callPage } from '../client/call.ts'

/** Whose cruds home shows, and in which order. */
export type HomeView = { feed: 'all' | 'following'; sort: 'newest' | 'expiring' }

export const plainView: HomeView = { feed: 'all', sort: 'newest' }

/** A page of any list of cruds. All lists have this shape in the cache, so that one broom sweeps them all. */
export type CrudPage = { cruds: Activity[]; next: string | undefined }
export type ProfilePage = CrudPage & { profile: Profile }
/** `activity` is null once it is gone. */
export type ThreadPage = CrudPage & { activity: Activity | null }

type Fetch = { pageParam: string | undefined; signal: AbortSignal }

/** Everything under this key holds cruds, and is swept when they die. */
export const crudsKey = 'cruds'

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: CrudPage) => last.next,
}

export function homeQuery(view: HomeView = plainView) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: [crudsKey, 'home', view.feed, view.sort],
    queryFn: async ({ pageParam, signal }: Fetch): Promise<CrudPage> => {
      const { reply, next } = await callPage(homeActivities, { ...view, cursor: pageParam }, { signal })
      return { cruds: reply, next }
    },
  })
}

export function profileQuery(handle: string) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: [crudsKey, 'profile', handle.toLowerCase()],
    queryFn: async ({ pageParam, signal }: Fetch): Promise<ProfilePage> => {
      const { reply, next } = await callPage(userActivities, { handle, cursor: pageParam }, { signal })
      return { profile: reply.profile, cruds: reply.activities, next }
    },
  })
}

export function threadQuery(handle: string, uuid: string) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: [crudsKey, 'thread', uuid.toLowerCase()],
    queryFn: async ({ pageParam, signal }: Fetch): Promise<ThreadPage> => {
      const { reply, next } = await callPage(activityThread, { handle, uuid, cursor: pageParam }, { signal })
      return { activity: reply.activity, cruds: reply.replies, next }
    },
  })
}

export function crudQuery(uuid: string) {
  return queryOptions({
    queryKey: [crudsKey, 'one', uuid.toLowerCase()],
    queryFn: async ({ signal }): Promise<Activity | null> => (await callPage(showActivity, { uuid }, { signal })).reply,
  })
}
