import { useInfiniteQuery } from '@tanstack/react-query'
import { homeQuery } from '../../cruds/cruds.queries.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { words } from '../../words/words.ts'
import { trendsQuery } from './search.queries.ts'
import { searchAddress } from './search-address.ts'

type Example = { term: string; finds: string }

/** Examples whose people and tags exist: each of them can be tried. Without anybody there are none of that kind. */
function examplesFor(handle: string | undefined, tag: string | undefined): Example[] {
  return [
    words.search.twoWords,
    words.search.phrase,
    ...(handle ? [{ term: `from:@${handle}`, finds: words.search.fromPerson }] : []),
    ...(tag ? [{ term: `#${tag}`, finds: words.search.withTag }] : []),
    words.search.without,
  ]
}

/** What a search term can hold. */
export function SearchHint() {
  const home = useInfiniteQuery(homeQuery())
  const trends = useInfiniteQuery(trendsQuery)
  const [crud] = home.data?.pages.flatMap(({ cruds }) => cruds) ?? []
  const [trend] = trends.data?.pages.flatMap(({ cruds }) => cruds) ?? []
  return (
    <section className="search-hint" aria-labelledby="search-hint">
      <h2 id="search-hint">{words.search.tips}</h2>
      <dl>
        {examplesFor(crud?.handle, trend?.tag).map(({ term, finds }) => (
          <div key={term}>
            <dt>
              <AppLink href={searchAddress(term)}>
                <code>{term}</code>
              </AppLink>
            </dt>
            <dd>{finds}</dd>
          </div>
        ))}
      </dl>
      <p>{words.search.onlyLive}</p>
    </section>
  )
}
