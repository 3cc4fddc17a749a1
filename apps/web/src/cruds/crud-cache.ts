import type { Activity } from '@cruddur/contract/activities'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type CrudPage, crudsKey } from './cruds.queries.ts'

type AnyPage = CrudPage & { activity?: Activity | null }
type Cached = InfiniteData<AnyPage> | Activity | null

/** Each crud passes through `change`; null takes it out. A page nothing changed in stays the same object. */
type Change = (crud: Activity) => Activity | null

function changePage(page: AnyPage, change: Change): AnyPage {
  const cruds = page.cruds.map(change)
  const activity = page.activity && change(page.activity)
  const same = activity === page.activity && cruds.every((crud, index) => crud === page.cruds[index])
  if (same) return page
  const alive = cruds.filter((crud) => crud !== null)
  return activity === undefined ? { ...page, cruds: alive } : { ...page, activity, cruds: alive }
}

/** Passes every crud of one cached query through `change`. */
export function changeCached(data: Cached, change: Change): Cached {
  if (data === null) return null
  if (!('pages' in data)) return change(data)
  const pages = data.pages.map((page) => changePage(page, change))
  return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages }
}

/** Passes every crud in memory through `change`, wherever it stands. */
export function changeCruds(client: QueryClient, change: Change): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [crudsKey] })) {
    const before = query.state.data as Cached | undefined
    if (before === undefined) continue
    const after = changeCached(before, change)
    // `setQueryData` would make the data look newly fetched.
    if (after !== before) query.setState({ data: after })
  }
}

/** Takes out of memory whatever is dead by `now`, in epoch milliseconds of the server's clock. */
export function dropExpired(client: QueryClient, now: number): void {
  changeCruds(client, (crud) => (Date.parse(crud.expires_at) <= now ? null : crud))
}

/** Somebody's new display name, on all their cruds in memory. */
export function renameAuthor(client: QueryClient, handle: string, displayName: string): void {
  changeCruds(client, (crud) => (crud.handle === handle ? { ...crud, display_name: displayName } : crud))
}

/** Puts a crud that was just published where a reader would look for it. How, is fetched by those who write. */
export async function insertCrud(client: QueryClient, crud: Activity): Promise<void> {
  return (await import('./crud-insert.ts')).insertPublished(client, crud)
}
