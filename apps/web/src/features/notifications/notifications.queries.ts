import { listNotifications, type Notification } from '@cruddur/contract/notifications'
import { callPage } from '../../client/call.ts'
import { type CrudPage, crudListQuery } from '../../cruds/crud-list.ts'

export type NotificationFilter = 'all' | 'mentions'
export type NotificationPage = CrudPage<Notification>

/** A notification leaves the cache with the crud that it is about (guarantee 7), so it is cached as a crud is. */
function queryOf(show: NotificationFilter) {
  const key = show === 'all' ? ['notifications'] : ['notifications', show]
  return {
    ...crudListQuery(key, async (cursor, signal): Promise<NotificationPage> => {
      const { reply, next } = await callPage(listNotifications, { show, cursor }, { signal })
      return { cruds: reply, next }
    }),
    staleTime: 0,
  }
}

/** All of them. Its key begins the key of the other list, so that both are out of date together. */
export const notificationsQuery = queryOf('all')

/** Mentions and replies alone. */
export const mentionsQuery = queryOf('mentions')
