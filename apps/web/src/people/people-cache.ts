import type { Person } from '@cruddur/contract/users'
import type { QueryClient } from '@tanstack/react-query'
import { type PeoplePage, peopleKey } from './people-list.ts'
import type { RelationChange } from './relation-change.ts'

type Cached = { pages: PeoplePage[] }

/** The person as a list shows them after the change; null removes them from the list. */
function changePerson(
  person: Person,
  list: unknown,
  { handle, following, muted, blocked }: RelationChange,
): Person | null {
  if (person.handle !== handle) return person
  if (list === 'blocked' ? blocked === false : blocked === true) return null
  if ((list === 'muted' && muted === false) || (list === 'suggested' && muted === true)) return null
  return following === undefined ? person : { ...person, following }
}

/** Applies a change to every cached list of people. */
export function changePeople(client: QueryClient, change: RelationChange): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [peopleKey] })) {
    const data = query.state.data as Cached | undefined
    if (!data) continue
    const list = query.queryKey[1]
    const pages = data.pages.map((page) => ({
      ...page,
      people: page.people.map((person) => changePerson(person, list, change)).filter((person) => person !== null),
    }))
    query.setState({ data: { ...data, pages } })
  }
}
