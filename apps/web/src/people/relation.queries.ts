import { userActivities } from '@cruddur/contract/feeds'
import { listFollowing } from '@cruddur/contract/relations'
import type { Profile } from '@cruddur/contract/users'
import { queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../client/call.ts'

export type Relation = NonNullable<Profile['relation']>

/** What lies between the reader and a person; null for oneself. */
export function relationQuery(handle: string) {
  return queryOptions({
    queryKey: ['relation', handle],
    queryFn: async ({ signal }): Promise<Relation | null> =>
      (await call(userActivities, { handle, limit: '1' }, { signal })).profile.relation ?? null,
  })
}

export const followedKey = ['followed']

const maxFollowedPages = 10

/** The handles of the latest thousand people that somebody follows. */
export function followedQuery(handle: string) {
  return queryOptions({
    queryKey: [...followedKey, handle],
    queryFn: async ({ signal }): Promise<ReadonlySet<string>> => {
      const handles = new Set<string>()
      let cursor: string | undefined
      for (let page = 0; page < maxFollowedPages; page++) {
        const { reply, next } = await callPage(listFollowing, { handle, limit: '100', cursor }, { signal })
        for (const person of reply) handles.add(person.handle)
        if (!next) break
        cursor = next
      }
      return handles
    },
  })
}
