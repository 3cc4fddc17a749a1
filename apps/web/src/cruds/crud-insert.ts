import type { Activity } from '@cruddur/contract/activities'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { CrudPage } from './crud-list.ts'
import { homeQuery, type ProfilePage, profileQuery, type ThreadPage, threadQuery } from './cruds.queries.ts'
import { keepOwnReply } from './own-replies.ts'
import { countReply } from './recount.ts'

type Pages<P extends CrudPage> = InfiniteData<P, string | undefined>

function prepended<P extends CrudPage>(data: Pages<P> | undefined, crud: Activity): Pages<P> | undefined {
  const [first, ...rest] = data?.pages ?? []
  if (!data || !first || first.cruds.some((other) => other.uuid === crud.uuid)) return data
  return { ...data, pages: [{ ...first, cruds: [crud, ...first.cruds] }, ...rest] }
}

function appended(data: Pages<ThreadPage> | undefined, crud: Activity): Pages<ThreadPage> | undefined {
  const last = data?.pages.at(-1)
  // While there is more to load, the reply will come with a later page.
  if (!data || !last || last.next || last.cruds.some((other) => other.uuid === crud.uuid)) return data
  return { ...data, pages: [...data.pages.slice(0, -1), { ...last, cruds: [...last.cruds, crud] }] }
}

/** Puts a reply at the end of its thread. */
export function appendReply(client: QueryClient, crud: Activity, parent: string): void {
  client.setQueryData<Pages<ThreadPage>>(threadQuery('', parent).queryKey, (data) => appended(data, crud))
}

/** Puts a crud that was just published into the lists where a reader would look for it. */
export function insertPublished(client: QueryClient, crud: Activity): void {
  const parent = crud.reply_to_activity_uuid
  client.setQueryData<Pages<ProfilePage>>(profileQuery(crud.handle).queryKey, (data) => prepended(data, crud))
  if (parent === null) {
    for (const feed of ['all', 'following'] as const) {
      const { queryKey } = homeQuery({ feed, sort: 'newest' })
      client.setQueryData<Pages<CrudPage>>(queryKey, (data) => prepended(data, crud))
    }
    return
  }
  const thread = client.getQueryData<Pages<ThreadPage>>(threadQuery('', parent).queryKey)
  // Its place is on a page that the reader has not loaded.
  if (thread?.pages.at(-1)?.next) keepOwnReply(client, crud, parent)
  appendReply(client, crud, parent)
  countReply(client, parent, crud.created_at)
}
