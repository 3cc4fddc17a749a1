import type { Activity } from '@cruddur/contract/activities'
import { listTrends, searchActivities, searchPeople } from '@cruddur/contract/search'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../../client/call.ts'

type CrudPage = { cruds: Activity[]; next: string | undefined }

/** Under the key of lists of cruds: what is found leaves memory with its crud (guarantee 6). */
export function searchCrudsQuery(term: string) {
  return infiniteQueryOptions({
    queryKey: ['cruds', 'search', term],
    queryFn: async ({
      pageParam,
      signal,
    }: {
      pageParam: string | undefined
      signal: AbortSignal
    }): Promise<CrudPage> => {
      const { reply, next } = await callPage(searchActivities, { term, cursor: pageParam }, { signal })
      return { cruds: reply, next }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: CrudPage) => last.next,
    enabled: term !== '',
  })
}

/** In the shape of a list with one page, as all lists of people. */
export function searchPeopleQuery(term: string) {
  return queryOptions({
    queryKey: ['people', 'search', term],
    queryFn: async ({ signal }) => ({
      pages: [{ people: await call(searchPeople, { term, limit: '50' }, { signal }), next: undefined }],
    }),
    enabled: term !== '',
  })
}

export const trendsQuery = queryOptions({
  queryKey: ['trends'],
  queryFn: ({ signal }) => call(listTrends, {}, { signal }),
  staleTime: 60_000,
})
