import { useQuery } from '@tanstack/react-query'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { searchPeopleQuery } from '../features/search/search.queries.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'

/** The tab of people on the search page. */
export function FoundPeople({ term }: { term: string }) {
  return (
    <PeopleList query={useQuery(searchPeopleQuery(term))} label={words.search.peopleFor(term)}>
      <Notice heading={words.search.noPeople}>
        <p>{words.search.noPeopleHint}</p>
      </Notice>
    </PeopleList>
  )
}
