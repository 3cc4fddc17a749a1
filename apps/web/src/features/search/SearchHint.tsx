import { useInfiniteQuery } from '@tanstack/react-query'
import { homeQuery } from '../../cruds/cruds.queries.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { trendsQuery } from './search.queries.ts'
import { searchAddress } from './search-address.ts'

type Example = { term: string; words: string }

/** Examples whose people and tags exist: each of them can be tried. Without anybody there are none of that kind. */
function examplesFor(handle: string | undefined, tag: string | undefined): Example[] {
  return [
    { term: 'good day', words: 'both words, or words that begin with them' },
    { term: '"good day to"', words: 'these words in this order' },
    ...(handle ? [{ term: `from:@${handle}`, words: 'only what that person said' }] : []),
    ...(tag ? [{ term: `#${tag}`, words: 'only with this tag' }] : []),
    { term: 'good -rain', words: 'without the second word' },
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
      <h2 id="search-hint">Search tips</h2>
      <dl>
        {examplesFor(crud?.handle, trend?.tag).map(({ term, words }) => (
          <div key={term}>
            <dt>
              <AppLink href={searchAddress(term)}>
                <code>{term}</code>
              </AppLink>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p>Search finds only what’s still live.</p>
    </section>
  )
}
