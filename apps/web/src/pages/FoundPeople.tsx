import { useQuery } from '@tanstack/react-query'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { searchPeopleQuery } from '../features/search/search.queries.ts'
import { Notice } from '../ui/Notice.tsx'

/** The people that go by what was asked for. */
export function FoundPeople({ term }: { term: string }) {
  return (
    <PeopleList query={useQuery(searchPeopleQuery(term))} label={`People found for ${term}`}>
      <Notice heading="Nobody goes by that">
        <p>People are found by the beginning of their handle or of a word of their name.</p>
      </Notice>
    </PeopleList>
  )
}
