import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { CrudPage } from '../../cruds/crud-list.ts'
import { type HomeView, homeKey, homeQuery } from '../../cruds/cruds.queries.ts'
import { addFresh } from './fresh-cruds.ts'

type Pages = InfiniteData<CrudPage, string | undefined>

/** Whether the first view of home shows a crud already. */
export function isInHome(client: QueryClient, uuid: string): boolean {
  const pages = client.getQueryData(homeQuery().queryKey)?.pages ?? []
  return pages.some(({ cruds }) => cruds.some((crud) => crud.uuid === uuid))
}

/** The known pages with every crud as it is now. Cruds that are gone are left out, and new ones are not added. */
export function updated(known: Pages, now: Pages): Pages {
  const found = new Map(now.pages.flatMap(({ cruds }) => cruds).map((crud) => [crud.uuid, crud]))
  const pages = known.pages.map((page) => ({ ...page, cruds: page.cruds.flatMap(({ uuid }) => found.get(uuid) ?? []) }))
  return { ...known, pages }
}

/** Fetches a view of home again, and one page more, because what is new has pushed the rest down. */
async function fetchAgain(client: QueryClient, { feed, sort }: HomeView, pages: number): Promise<Pages> {
  const { queryFn, getNextPageParam, initialPageParam } = homeQuery({ feed, sort })
  const queryKey = ['syncing', feed, sort]
  const now = await client.fetchInfiniteQuery({
    queryKey,
    queryFn: queryFn as () => Promise<CrudPage>,
    getNextPageParam: getNextPageParam as (last: CrudPage) => string | undefined,
    initialPageParam,
    pages: pages + 1,
    staleTime: 0,
    gcTime: 0,
  })
  client.removeQueries({ queryKey })
  return now
}

/** Adds the cruds that stand before everything that is known to those that wait to be shown. */
function addNewer(known: Pages, now: Pages): void {
  const knownUuids = new Set(known.pages.flatMap(({ cruds }) => cruds.map(({ uuid }) => uuid)))
  const cruds = now.pages.flatMap((page) => page.cruds)
  const firstKnown = cruds.findIndex(({ uuid }) => knownUuids.has(uuid))
  const newer = cruds.slice(0, Math.max(0, firstKnown))
  for (const crud of newer.toReversed()) addFresh(crud.uuid, crud.handle)
}

/** Brings home up to date without moving anything in it. New cruds wait until the reader asks for them. */
export async function syncHome(client: QueryClient): Promise<void> {
  // A view that is not on the page is fetched when it is.
  await client.invalidateQueries({ queryKey: homeKey, refetchType: 'none' })
  for (const query of client.getQueryCache().findAll({ queryKey: homeKey, type: 'active' })) {
    const known = query.state.data as Pages | undefined
    const [, , feed, sort] = query.queryKey as [string, string, HomeView['feed'], HomeView['sort']]
    if (!known) continue
    const now = await fetchAgain(client, { feed, sort }, known.pages.length)
    client.setQueryData<Pages>(query.queryKey, (before) => before && updated(before, now))
    if (sort === 'newest') addNewer(known, now)
  }
}
