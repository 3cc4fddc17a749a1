import { listNotifications, type Notification } from '@cruddur/contract/notifications'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { callPage } from '../../client/call.ts'

/** In the shape and under the key of lists of cruds: what is about a crud leaves memory with it (guarantee 7). */
export type NotificationPage = { cruds: Notification[]; next: string | undefined }

export const notificationsKey = ['cruds', 'notifications']

export const notificationsQuery = infiniteQueryOptions({
  queryKey: notificationsKey,
  queryFn: async ({
    pageParam,
    signal,
  }: {
    pageParam: string | undefined
    signal: AbortSignal
  }): Promise<NotificationPage> => {
    const { reply, next } = await callPage(listNotifications, { cursor: pageParam }, { signal })
    return { cruds: reply, next }
  },
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: NotificationPage) => last.next,
  staleTime: 0,
})
