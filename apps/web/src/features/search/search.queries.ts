import { searchActivities, searchPeople } from '@cruddur/contract/search'
import { listTrends } from '@cruddur/contract/trends'
import { call, callPage } from '../../client/call.ts'
import { type CrudPage, crudListQuery, type Expiring } from '../../cruds/crud-list.ts'
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

/** A tag that people use now. It stands among what expires: its name is all that tells it from others. */
export type Trend = Expiring & {
  tag: string
  cruds_count: number
  people_count: number
  counts_until?: string | undefined
}

/** Tags without a deadline are left out, because nothing would sweep them. */
export const trendsQuery = {
  ...crudListQuery(['trends'], async (_cursor, signal): Promise<CrudPage<Trend>> => {
    const trends = await call(listTrends, {}, { signal })
    const cruds = trends.flatMap((trend) =>
      trend.expires_at ? [{ ...trend, uuid: trend.tag, expires_at: trend.expires_at }] : [],
    )
    return { cruds, next: undefined }
  }),
  staleTime: 60_000,
}
