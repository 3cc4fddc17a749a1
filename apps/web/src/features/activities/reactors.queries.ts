import { listLikes, listReposts } from '@cruddur/contract/reactions'
import type { Person } from '@cruddur/contract/users'
import { callPage } from '../../client/call.ts'
import { type CrudPage, crudListQuery, type Expiring } from '../../cruds/crud-list.ts'

/**
 * Somebody who liked or reposted a crud. It stands among what expires, under the uuid of that crud: it ends with the crud
 * and when that is burnt.
 */
export type Reactor = Expiring & Omit<Person, 'uuid'> & { person: string }

function reactorsQuery(endpoint: typeof listLikes | typeof listReposts, list: string, crud: string) {
  return crudListQuery([list, crud.toLowerCase()], async (cursor, signal): Promise<CrudPage<Reactor>> => {
    const { reply, next } = await callPage(endpoint, { uuid: crud, cursor }, { signal })
    const { uuid, expires_at, people } = reply
    return { cruds: people.map((person) => ({ ...person, person: person.uuid, uuid, expires_at })), next }
  })
}

export function likesQuery(crud: string) {
  return reactorsQuery(listLikes, 'likes', crud)
}

export function repostsQuery(crud: string) {
  return reactorsQuery(listReposts, 'reposts', crud)
}
