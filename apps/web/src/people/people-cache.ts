import type { Person } from '@cruddur/contract/users'
import type { QueryClient } from '@tanstack/react-query'
import type { RelationNews } from './relation-change.ts'

/** Everything under this key holds people: lists in pages. */
export const peopleKey = 'people'

export type PeoplePage = { people: Person[]; next: string | undefined }
type Cached = { pages: PeoplePage[] }

/** A person as a list shows them after the news; null takes them out of it. */
function changed(person: Person, list: unknown, { handle, following, muted, blocked }: RelationNews): Person | null {
  if (person.handle !== handle) return person
  if (list === 'blocked' ? blocked === false : blocked === true) return null
  if ((list === 'muted' && muted === false) || (list === 'suggested' && muted === true)) return null
  return following === undefined ? person : { ...person, following }
}

/** Tells every list of people in memory what changed between one of them and the reader. */
export function changePeople(client: QueryClient, news: RelationNews): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [peopleKey] })) {
    const data = query.state.data as Cached | undefined
    if (!data) continue
    const pages = data.pages.map((page) => ({
      ...page,
      people: page.people.map((person) => changed(person, query.queryKey[1], news)).filter((person) => person !== null),
    }))
    query.setState({ data: { ...data, pages } })
  }
}
