import { useRef } from 'react'
import { CrudSkeleton } from './ListSkeleton.tsx'
import { type PagedQuery, useNextPage } from './use-next-page.ts'

/** Loads the next page when its end comes near; the button is for those who tab there first, and for when that failed. */
export function LoadMore({ query }: { query: PagedQuery }) {
  const ref = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const words = useNextPage(ref, query, 900)
  if (!hasNextPage) return null
  if (isFetchingNextPage) return <CrudSkeleton count={2} />
  return (
    <div ref={ref} className="load-more">
      {isFetchNextPageError && <p role="alert">{words}</p>}
      <button type="button" className="button quiet" onClick={() => fetchNextPage()}>
        Load more
      </button>
    </div>
  )
}
