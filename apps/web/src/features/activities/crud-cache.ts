import type { Activity } from '@cruddur/contract/activities'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import {
  type CrudPage,
  crudsKey,
  homeQuery,
  type ProfilePage,
  profileQuery,
  type ThreadPage,
  threadQuery,
} from './activities.queries.ts'

type AnyPage = CrudPage & { activity?: Activity | null }
type Cached = InfiniteData<AnyPage> | Activity | null

/** Each crud passes through `change`; null takes it out. A page nothing changed in stays the same object. */
type Change = (crud: Activity) => Activity | null

const changePage = (page: AnyPage, change: Change): AnyPage => {
  const cruds = page.cruds.map(change)
  const activity = page.activity && change(page.activity)
  const same = activity === page.activity && cruds.every((crud, index) => crud === page.cruds[index])
  if (same) return page
  const alive = cruds.filter((crud) => crud !== null)
  return activity === undefined ? { ...page, cruds: alive } : { ...page, activity, cruds: alive }
}

/** Passes every crud of one cached query through `change`. */
export const changeCached = (data: Cached, change: Change): Cached => {
  if (data === null) return null
  if (!('pages' in data)) return change(data)
  const pages = data.pages.map((page) => changePage(page, change))
  return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages }
}

/** Passes every crud in memory through `change`, wherever it stands. */
export const changeCruds = (client: QueryClient, change: Change): void => {
  for (const query of client.getQueryCache().findAll({ queryKey: [crudsKey] })) {
    const before = query.state.data as Cached | undefined
    if (before === undefined) continue
    const after = changeCached(before, change)
    // `setQueryData` would make the data look newly fetched.
    if (after !== before) query.setState({ data: after })
  }
}

/** Takes out of memory whatever is dead by `now`, in epoch milliseconds of the server's clock. */
export const dropExpired = (client: QueryClient, now: number): void =>
  changeCruds(client, (crud) => (Date.parse(crud.expires_at) <= now ? null : crud))

/** Somebody's new display name, on all their cruds in memory. */
export const renameAuthor = (client: QueryClient, handle: string, displayName: string): void =>
  changeCruds(client, (crud) => (crud.handle === handle ? { ...crud, display_name: displayName } : crud))

type Pages<P extends CrudPage> = InfiniteData<P, string | undefined>

const onFirst = <P extends CrudPage>(data: Pages<P> | undefined, crud: Activity): Pages<P> | undefined => {
  const [first, ...rest] = data?.pages ?? []
  if (!data || !first || first.cruds.some((other) => other.uuid === crud.uuid)) return data
  return { ...data, pages: [{ ...first, cruds: [crud, ...first.cruds] }, ...rest] }
}

const onLast = (data: Pages<ThreadPage> | undefined, crud: Activity): Pages<ThreadPage> | undefined => {
  const last = data?.pages.at(-1)
  // With more to load the reply will come with the page that it belongs to.
  if (!data || !last || last.next || last.cruds.some((other) => other.uuid === crud.uuid)) return data
  return { ...data, pages: [...data.pages.slice(0, -1), { ...last, cruds: [...last.cruds, crud] }] }
}

/** Puts a reply at the end of its thread. */
export const appendReply = (client: QueryClient, crud: Activity, parent: string): void => {
  client.setQueryData<Pages<ThreadPage>>(threadQuery('', parent).queryKey, (data) => onLast(data, crud))
}

/** Puts a crud that was just published where a reader would look for it. */
export const insertCrud = (client: QueryClient, crud: Activity): void => {
  const parent = crud.reply_to_activity_uuid
  client.setQueryData<Pages<ProfilePage>>(profileQuery(crud.handle).queryKey, (data) => onFirst(data, crud))
  if (parent === null) {
    for (const feed of ['all', 'following'] as const) {
      const { queryKey } = homeQuery({ feed, sort: 'newest' })
      client.setQueryData<Pages<CrudPage>>(queryKey, (data) => onFirst(data, crud))
    }
    return
  }
  appendReply(client, crud, parent)
  changeCruds(client, (other) => (other.uuid === parent ? { ...other, replies_count: other.replies_count + 1 } : other))
}
