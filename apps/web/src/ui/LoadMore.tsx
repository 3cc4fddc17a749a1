import { useRef } from 'react'
import { words } from '../words/words.ts'
import { ListSkeleton, type Loading } from './ListSkeleton.tsx'
import { type Paging, useNextPage } from './use-next-page.ts'

/** Loads the next page when the end of the list comes near. The button is for the keyboard, and for after a failure. */
export function LoadMore({ query, of }: { query: Paging; of: Loading }) {
  const ref = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const failure = useNextPage(ref, query, 900)
  if (!hasNextPage) return null
  if (isFetchingNextPage) return <ListSkeleton of={of} count={2} />
  return (
    <div ref={ref} className="load-more">
      {isFetchNextPageError && <p role="alert">{failure}</p>}
      <button type="button" className="button quiet" onClick={() => fetchNextPage()}>
        {words.ui.loadMore}
      </button>
    </div>
  )
}
