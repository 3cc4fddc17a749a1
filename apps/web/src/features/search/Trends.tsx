import { useInfiniteQuery } from '@tanstack/react-query'
import { AppLink } from '../../navigation/AppLink.tsx'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { words } from '../../words/words.ts'
import { trendsQuery } from './search.queries.ts'
import { searchAddress } from './search-address.ts'

/** The tags that people use now. Renders nothing when there are none. */
export function Trends({ max, className }: { max: number; className: string }) {
  const { data } = useInfiniteQuery(trendsQuery)
  const trends = data?.pages.flatMap(({ cruds }) => cruds) ?? []
  if (trends.length === 0) return null
  return (
    <section className={className} aria-labelledby={`trends-${max}`}>
      <h2 id={`trends-${max}`}>{words.search.liveNow}</h2>
      <ol className="trends">
        {trends.slice(0, max).map(({ tag, cruds_count, people_count, expires_at }) => (
          <li key={tag}>
            <AppLink href={searchAddress(`#${tag}`)}>
              <bdi className="trend-tag">#{tag}</bdi>
              <span className="hint">{words.search.crudsByPeople(cruds_count, people_count)}</span>
              <TimeLeft until={expires_at} />
            </AppLink>
          </li>
        ))}
      </ol>
    </section>
  )
}
