import { useRef } from 'react'
import { type PagedQuery, useNextPage } from '../../ui/use-next-page.ts'

/** Loads what was said before when the beginning of what is loaded comes near. */
export function OlderMessages({ query }: { query: PagedQuery }) {
  const ref = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const words = useNextPage(ref, query, 600, '.thread')
  if (!hasNextPage) return null
  return (
    <div ref={ref} className="load-more">
      {isFetchNextPageError && <p role="alert">{words}</p>}
      <button type="button" className="button quiet" onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? 'One moment…' : 'Earlier messages'}
      </button>
    </div>
  )
}
