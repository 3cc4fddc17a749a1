import { homeActivities } from '@cruddur/contract/feeds'
import { crudsPerPage } from '@cruddur/contract/first-page/first-page'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { callPage } from '../../client/call.ts'
import type { CrudPage } from '../../cruds/crud-list.ts'
import { type HomeView, homeQuery } from '../../cruds/cruds.queries.ts'
import { dropFresh } from './fresh-cruds.ts'

type Pages = InfiniteData<CrudPage, string | undefined>

/** The newest page above the known ones. Alone, if there is a gap between them. */
export function withNewest(known: Pages | undefined, newest: CrudPage): Pages {
  const alone = { pages: [newest], pageParams: [undefined] }
  if (!known) return alone
  const fetched = new Set(newest.cruds.map(({ uuid }) => uuid))
  const reaches = !newest.next || known.pages.some(({ cruds }) => cruds.some(({ uuid }) => fetched.has(uuid)))
  if (!reaches) return alone
  const older = known.pages.map((page) => ({ ...page, cruds: page.cruds.filter(({ uuid }) => !fetched.has(uuid)) }))
  const [first = newest, ...rest] = older
  return { ...known, pages: [{ ...first, cruds: [...newest.cruds, ...first.cruds] }, ...rest] }
}

/**
 * Fetches the newest page and puts it on top.
 *
 * @throws {CallError}
 */
export async function showFresh(client: QueryClient, view: HomeView): Promise<void> {
  const { reply, next } = await callPage(homeActivities, { ...view, limit: crudsPerPage })
  client.setQueryData<Pages>(homeQuery(view).queryKey, (known) => withNewest(known, { cruds: reply, next }))
  dropFresh(new Set(reply.map(({ uuid }) => uuid)))
}
