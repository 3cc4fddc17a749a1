import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Feed } from '../features/activities/Feed.tsx'
import { FoundCruds } from '../features/search/FoundCruds.tsx'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { searchCrudsQuery } from '../features/search/search.queries.ts'
import { searchAddress, searchIn } from '../features/search/search-address.ts'
import { useSearch } from '../navigation/location.ts'
import { useNewView } from '../navigation/use-new-view.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'

const FoundPeople = lazyPart(async () => (await import('./FoundPeople.tsx')).FoundPeople, { idleFor: 'everybody' })
const SearchStart = lazyPart(async () => (await import('../features/search/SearchStart.tsx')).SearchStart, {
  idleFor: 'everybody',
})

function Cruds({ term }: { term: string }) {
  return (
    <FoundCruds term={term}>
      <Feed query={useInfiniteQuery(searchCrudsQuery(term))} label={words.search.crudsFor(term)}>
        <Notice heading={words.search.noCruds}>
          <p>{words.search.noCrudsHint}</p>
        </Notice>
      </Feed>
    </FoundCruds>
  )
}

export function SearchPage() {
  const { term, tab } = searchIn(useSearch())
  useNewView(`${tab} ${term}`)
  return (
    <>
      <PageHead heading={words.search.heading} title={term ? words.search.headingFor(term) : words.search.heading} />
      <div className="search-head">
        <SearchBox term={term} tab={tab} autoFocus={term === ''} />
      </div>
      {term === '' && (
        <Suspense>
          <SearchStart />
        </Suspense>
      )}
      {term !== '' && (
        <>
          <Tabs
            label={words.search.whatToFind}
            tabs={[
              { href: searchAddress(term), words: words.search.cruds, current: tab === 'cruds' },
              { href: searchAddress(term, 'people'), words: words.search.people, current: tab === 'people' },
            ]}
          />
          <Suspense>
            {tab === 'cruds' ? <Cruds key={term} term={term} /> : <FoundPeople key={term} term={term} />}
          </Suspense>
        </>
      )}
    </>
  )
}
