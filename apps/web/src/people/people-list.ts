import type { Person } from '@cruddur/contract/users'
import { queryOptions } from '@tanstack/react-query'
import { pagedQuery } from '../client/paged-query.ts'

/**
 * Everything cached under this key holds people, in pages. Lists are cached through the functions below only: no
 * feature writes this key.
 */
export const peopleKey = 'people'

export type PeoplePage = { people: Person[]; next: string | undefined }

type FetchPage = (
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<{ reply: Person[]; next: string | undefined }>

/** A query of a list of people that comes in pages. */
export function peopleListQuery(key: readonly string[], fetchPage: FetchPage) {
  return pagedQuery([peopleKey, ...key], async (cursor, signal): Promise<PeoplePage> => {
    const { reply, next } = await fetchPage(cursor, signal)
    return { people: reply, next }
  })
}

/** A query of a list of people that comes whole. It is cached as one page, so that all lists have one shape. */
export function shortPeopleQuery(key: readonly string[], fetchPeople: (signal: AbortSignal) => Promise<Person[]>) {
  return queryOptions({
    queryKey: [peopleKey, ...key],
    queryFn: async ({ signal }) => ({ pages: [{ people: await fetchPeople(signal), next: undefined }] }),
  })
}
