import { listBlocked, listFollowers, listFollowing, listMuted, suggestPeople } from '@cruddur/contract/relations'
import { call, callPage } from '../../client/call.ts'
import { peopleListQuery, shortPeopleQuery } from '../../people/people-list.ts'

export function followersQuery(handle: string) {
  return peopleListQuery(['followers', handle.toLowerCase()], (cursor, signal) =>
    callPage(listFollowers, { handle, cursor }, { signal }),
  )
}

export function followingQuery(handle: string) {
  return peopleListQuery(['following', handle.toLowerCase()], (cursor, signal) =>
    callPage(listFollowing, { handle, cursor }, { signal }),
  )
}

export const mutedQuery = peopleListQuery(['muted'], (cursor, signal) => callPage(listMuted, { cursor }, { signal }))

export const blockedQuery = peopleListQuery(['blocked'], (cursor, signal) =>
  callPage(listBlocked, { cursor }, { signal }),
)

export const suggestedQuery = {
  ...shortPeopleQuery(['suggested'], (signal) => call(suggestPeople, {}, { signal })),
  staleTime: 5 * 60_000,
}
