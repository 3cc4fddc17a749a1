import { useQuery } from '@tanstack/react-query'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { searchPeopleQuery } from '../features/search/search.queries.ts'
import { Notice } from '../ui/Notice.tsx'

/** The tab of people on the search page. */
export function FoundPeople({ term }: { term: string }) {
  return (
    <PeopleList query={useQuery(searchPeopleQuery(term))} label={`People found for ${term}`}>
      <Notice heading="No people found">
        <p>Try the beginning of a handle, or of a word in a name.</p>
      </Notice>
    </PeopleList>
  )
}
