import { useRef } from 'react'
import { type Paging, useNextPage } from '../../ui/use-next-page.ts'
import { words } from '../../words/words.ts'

/** Loads earlier messages when the first one that is loaded comes near. */
export function OlderMessages({ query }: { query: Paging }) {
  const ref = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const failure = useNextPage(ref, query, 600, '.thread')
  if (!hasNextPage) return null
  return (
    <div ref={ref} className="load-more">
      {isFetchNextPageError && <p role="alert">{failure}</p>}
      <button type="button" className="button quiet" onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? words.ui.oneMoment : words.thread.earlier}
      </button>
    </div>
  )
}
