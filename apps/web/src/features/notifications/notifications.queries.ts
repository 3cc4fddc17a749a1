import { listNotifications, type Notification } from '@cruddur/contract/notifications'
import { callPage } from '../../client/call.ts'
import { type CrudPage, crudListQuery } from '../../cruds/crud-list.ts'

export type NotificationPage = CrudPage<Notification>

/** A notification leaves the cache with the crud that it is about (guarantee 7), so it is cached as a crud is. */
export const notificationsQuery = {
  ...crudListQuery(['notifications'], async (cursor, signal): Promise<NotificationPage> => {
    const { reply, next } = await callPage(listNotifications, { cursor }, { signal })
    return { cruds: reply, next }
  }),
  staleTime: 0,
}
