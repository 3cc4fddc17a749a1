import { searchActivities, searchPeople } from '@cruddur/contract/search'
import { listTrends } from '@cruddur/contract/trends'
import { queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../../client/call.ts'
import { type CrudPage, crudListQuery } from '../../cruds/crud-list.ts'
import { shortPeopleQuery } from '../../people/people-list.ts'

export function searchCrudsQuery(term: string) {
  const query = crudListQuery(['search', term], async (cursor, signal): Promise<CrudPage> => {
    const { reply, next } = await callPage(searchActivities, { term, cursor }, { signal })
    return { cruds: reply, next }
  })
  return { ...query, enabled: term !== '' }
}

export function searchPeopleQuery(term: string) {
  const query = shortPeopleQuery(['search', term], (signal) => call(searchPeople, { term, limit: '50' }, { signal }))
  return { ...query, enabled: term !== '' }
}

export const trendsQuery = queryOptions({
  queryKey: ['trends'],
  queryFn: ({ signal }) => call(listTrends, {}, { signal }),
  staleTime: 60_000,
})
