import { userActivities } from '@cruddur/contract/activities'
import { listBlocked, listFollowers, listFollowing, listMuted, suggestPeople } from '@cruddur/contract/relations'
import type { Person, Profile } from '@cruddur/contract/users'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../../client/call.ts'
import { type PeoplePage, peopleKey } from '../../people/people-cache.ts'

type Fetch = { pageParam: string | undefined; signal: AbortSignal }

function listOf(
  key: readonly string[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<PeoplePage>,
) {
  return infiniteQueryOptions({
    queryKey: [peopleKey, ...key],
    queryFn: ({ pageParam, signal }: Fetch) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: PeoplePage) => last.next,
  })
}

const asPage = ({ reply, next }: { reply: Person[]; next: string | undefined }): PeoplePage => ({ people: reply, next })

export function followersQuery(handle: string) {
  return listOf(['followers', handle.toLowerCase()], async (cursor, signal) =>
    asPage(await callPage(listFollowers, { handle, cursor }, { signal })),
  )
}

export function followingQuery(handle: string) {
  return listOf(['following', handle.toLowerCase()], async (cursor, signal) =>
    asPage(await callPage(listFollowing, { handle, cursor }, { signal })),
  )
}

export const mutedQuery = listOf(['muted'], async (cursor, signal) =>
  asPage(await callPage(listMuted, { cursor }, { signal })),
)

export const blockedQuery = listOf(['blocked'], async (cursor, signal) =>
  asPage(await callPage(listBlocked, { cursor }, { signal })),
)

/** In the shape of a list with one page, so that one broom sweeps all lists of people. */
export const suggestedQuery = queryOptions({
  queryKey: [peopleKey, 'suggested'],
  queryFn: async ({ signal }) => ({ pages: [{ people: await call(suggestPeople, {}, { signal }), next: undefined }] }),
  staleTime: 5 * 60_000,
})

export type Relation = NonNullable<Profile['relation']>

export function relationKey(handle: string) {
  return ['relation', handle]
}

/** What lies between the reader and a person; null for oneself. */
export function relationQuery(handle: string) {
  return queryOptions({
    queryKey: relationKey(handle),
    queryFn: async ({ signal }): Promise<Relation | null> =>
      (await call(userActivities, { handle, limit: '1' }, { signal })).profile.relation ?? null,
  })
}

const mostPages = 10

/** The handles that somebody follows, to know which news are theirs; the latest thousand. */
export function followedQuery(handle: string) {
  return queryOptions({
    queryKey: ['followed', handle],
    queryFn: async ({ signal }): Promise<ReadonlySet<string>> => {
      const handles = new Set<string>()
      let cursor: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const { reply, next } = await callPage(listFollowing, { handle, limit: '100', cursor }, { signal })
        for (const person of reply) handles.add(person.handle)
        if (!next) break
        cursor = next
      }
      return handles
    },
  })
}
