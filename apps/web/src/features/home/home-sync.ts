import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type CrudPage, crudsKey } from '../../cruds/crud-list.ts'
import { homeQuery } from '../../cruds/cruds.queries.ts'
import { addFresh } from './fresh-cruds.ts'

type Pages = InfiniteData<CrudPage, string | undefined>

/** Everything under this key is home, in one of its views. */
export const homeKey = [crudsKey, 'home']

/** Whether a crud stands already in home as it opens. */
export function isInHome(client: QueryClient, uuid: string): boolean {
  return (
    client.getQueryData(homeQuery().queryKey)?.pages.some(({ cruds }) => cruds.some((crud) => crud.uuid === uuid)) ??
    false
  )
}

/** What is known, as it is now: what is gone goes, what changed changes, and what is new is not in it yet. */
export function asItIsNow(known: Pages, now: Pages): Pages {
  const found = new Map(now.pages.flatMap(({ cruds }) => cruds).map((crud) => [crud.uuid, crud]))
  const pages = known.pages.map((page) => ({ ...page, cruds: page.cruds.flatMap(({ uuid }) => found.get(uuid) ?? []) }))
  return { ...known, pages }
}

/** Fetches home anew without moving anything in it; what is new is counted. */
export async function syncHome(client: QueryClient): Promise<void> {
  // Views that nobody looks at are fetched when somebody does.
  await client.invalidateQueries({ queryKey: homeKey, refetchType: 'none' })
  for (const query of client.getQueryCache().findAll({ queryKey: homeKey, type: 'active' })) {
    const known = query.state.data as Pages | undefined
    const [, , feed, sort] = query.queryKey as [string, string, 'all' | 'following', 'newest' | 'expiring']
    if (!known) continue
    const { queryFn, getNextPageParam, initialPageParam } = homeQuery({ feed, sort })
    const queryKey = ['syncing', feed, sort]
    const now = await client.fetchInfiniteQuery({
      queryKey,
      queryFn: queryFn as () => Promise<CrudPage>,
      getNextPageParam: getNextPageParam as (last: CrudPage) => string | undefined,
      initialPageParam,
      // One more: what is new has pushed what is known down.
      pages: known.pages.length + 1,
      staleTime: 0,
      gcTime: 0,
    })
    client.removeQueries({ queryKey })
    client.setQueryData<Pages>(query.queryKey, (before) => before && asItIsNow(before, now))
    const standing = new Set(known.pages.flatMap(({ cruds }) => cruds.map(({ uuid }) => uuid)))
    const oldest = now.pages.flatMap(({ cruds }) => cruds).findIndex(({ uuid }) => standing.has(uuid))
    const fresh = now.pages.flatMap(({ cruds }) => cruds).slice(0, Math.max(0, oldest))
    if (sort === 'newest') for (const crud of fresh.toReversed()) addFresh(crud.uuid, crud.handle)
  }
}
