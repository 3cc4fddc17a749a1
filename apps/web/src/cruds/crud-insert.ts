import type { Activity } from '@cruddur/contract/activities'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { CrudPage } from './crud-list.ts'
import { crudsKey } from './crud-list.ts'
import { homeQuery, type ProfilePage, profileQuery, type ThreadPage, threadQuery } from './cruds.queries.ts'
import { keepLateReply } from './late-replies.ts'
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

/** Puts a reply where it belongs: at the end of its thread or, while that is not loaded, above it. */
export function placeReply(client: QueryClient, crud: Activity, parent: string): void {
  const thread = client.getQueryData<Pages<ThreadPage>>(threadQuery('', parent).queryKey)
  if (thread?.pages.at(-1)?.next) keepLateReply(client, 'shown', crud, parent)
  appendReply(client, crud, parent)
}

/** Puts a reply to a reply below that, in every thread that shows it. */
function nestReply(client: QueryClient, crud: Activity, parent: string): void {
  client.setQueriesData<Pages<ThreadPage>>({ queryKey: [crudsKey, 'thread'] }, (data) => {
    if (!data) return data
    const pages = data.pages.map((page) => {
      const below = [...page.cruds, ...page.nested]
      const fits = below.some(({ uuid }) => uuid === parent) && !below.some(({ uuid }) => uuid === crud.uuid)
      return fits ? { ...page, nested: [...page.nested, crud] } : page
    })
    return { ...data, pages }
  })
}

/** Puts a crud that was just published into the lists where a reader would look for it. */
export function insertPublished(client: QueryClient, crud: Activity): void {
  const parent = crud.reply_to_activity_uuid
  const { queryKey } = profileQuery(crud.handle, parent === null ? 'cruds' : 'replies')
  client.setQueryData<Pages<ProfilePage>>(queryKey, (data) => prepended(data, crud))
  if (parent === null) {
    for (const feed of ['all', 'following'] as const) {
      const { queryKey } = homeQuery({ feed, sort: 'newest' })
      client.setQueryData<Pages<CrudPage>>(queryKey, (data) => prepended(data, crud))
    }
    return
  }
  placeReply(client, crud, parent)
  nestReply(client, crud, parent)
  countReply(client, parent, crud.created_at)
}
