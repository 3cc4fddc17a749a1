import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearch } from 'wouter/use-browser-location'
import { Feed } from '../features/activities/Feed.tsx'
import { PeopleList } from '../features/relations/PeopleList.tsx'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { SearchHint } from '../features/search/SearchHint.tsx'
import { searchCrudsQuery, searchPeopleQuery } from '../features/search/search.queries.ts'
import { searchAddress, searchIn } from '../features/search/search-address.ts'
import { Trends } from '../features/search/Trends.tsx'
import { useNewView } from '../navigation/use-new-view.ts'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { Tabs } from '../ui/Tabs.tsx'

const Cruds = ({ term }: { term: string }) => (
  <Feed query={useInfiniteQuery(searchCrudsQuery(term))} label={`Cruds found for ${term}`}>
    <Notice heading="Nothing alive says that">
      <p>Perhaps it was said and is forgotten. Fewer words find more.</p>
    </Notice>
  </Feed>
)

const People = ({ term }: { term: string }) => (
  <PeopleList query={useQuery(searchPeopleQuery(term))} label={`People found for ${term}`}>
    <Notice heading="Nobody goes by that">
      <p>People are found by the beginning of their handle or of a word of their name.</p>
    </Notice>
  </PeopleList>
)

export const SearchPage = () => {
  const { term, tab } = searchIn(useSearch())
  useNewView(`${tab} ${term}`)
  return (
    <>
      <PageHead heading="Search" title={term ? `${term} · Search` : 'Search'} />
      <div className="search-head">
        <SearchBox term={term} tab={tab} autoFocus={term === ''} />
      </div>
      {term === '' && (
        <>
          <SearchHint />
          <Trends most={10} className="page-section only-narrow-block" />
        </>
      )}
      {term !== '' && (
        <>
          <Tabs
            label="What to find"
            tabs={[
              { href: searchAddress(term), words: 'Cruds', current: tab === 'cruds' },
              { href: searchAddress(term, 'people'), words: 'People', current: tab === 'people' },
            ]}
          />
          {tab === 'cruds' ? <Cruds key={term} term={term} /> : <People key={term} term={term} />}
        </>
      )}
    </>
  )
}
