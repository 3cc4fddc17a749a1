import { useEffect, useRef } from 'react'
import { useFailureWords } from '../../ui/use-failure-words.ts'
import { CrudSkeleton } from './CrudSkeleton.tsx'

type LoadMoreProps = {
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage: () => unknown
  }
}

/** Loads the next page when its end comes near; the button is for those who tab there first, and for when that failed. */
export const LoadMore = ({ query }: LoadMoreProps) => {
  const ref = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const waiting = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!(ref.current && waiting)) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), {
      rootMargin: '900px',
    })
    watch.observe(ref.current)
    return () => watch.disconnect()
  }, [waiting, fetchNextPage])
  const words = useFailureWords(query.error)
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
