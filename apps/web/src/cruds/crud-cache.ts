import type { Activity } from '@cruddur/contract/activities'
import type { UserShort } from '@cruddur/contract/users'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type CrudPage, crudsKey } from './crud-list.ts'

type AnyPage = CrudPage & { activity?: Activity | null; nested?: Activity[] }
type Cached = InfiniteData<AnyPage> | Activity | null

/** Returns the crud as it is from now on; null removes it. */
type Change = (crud: Activity) => Activity | null

/** A page in which nothing changed stays the same object, so that nothing is rendered again. */
function changePage(page: AnyPage, change: Change): AnyPage {
  const cruds = page.cruds.map(change)
  const activity = page.activity && change(page.activity)
  const nested = page.nested?.map(change)
  const same =
    activity === page.activity &&
    cruds.every((crud, index) => crud === page.cruds[index]) &&
    (nested ?? []).every((crud, index) => crud === page.nested?.[index])
  if (same) return page
  return {
    ...page,
    cruds: cruds.filter((crud) => crud !== null),
    ...(activity !== undefined && { activity }),
    ...(nested && { nested: nested.filter((crud) => crud !== null) }),
  }
}

function changeCached(data: Cached, change: Change): Cached {
  if (data === null) return null
  if (!('pages' in data)) return change(data)
  const pages = data.pages.map((page) => changePage(page, change))
  return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages }
}

/** Changes every copy of every crud in the cache. */
export function changeCruds(client: QueryClient, change: Change): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [crudsKey] })) {
    const before = query.state.data as Cached | undefined
    if (before === undefined) continue
    const after = changeCached(before, change)
    // `setQueryData` would make the data look newly fetched.
    if (after !== before) query.setState({ data: after })
  }
}

/** Removes from the cache what has expired by `now`, in epoch milliseconds of the server's clock. */
export function dropExpired(client: QueryClient, now: number): void {
  changeCruds(client, (crud) => (Date.parse(crud.expires_at) <= now ? null : crud))
}

/** Gives all cruds of an author in the cache their new display name and face. */
export function showChangedAuthor(client: QueryClient, { handle, display_name, face }: UserShort): void {
  changeCruds(client, (crud) => (crud.handle === handle ? { ...crud, display_name, face } : crud))
}
