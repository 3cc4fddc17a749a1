import { useRef } from 'react'
import { type Paging, useNextPage } from '../../ui/use-next-page.ts'

/** Loads earlier messages when the first one that is loaded comes near. */
export function OlderMessages({ query }: { query: Paging }) {
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
