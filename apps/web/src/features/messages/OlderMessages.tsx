import { useEffect, useRef } from 'react'
import { useFailureWords } from '../../ui/use-failure-words.ts'

type OlderMessagesProps = {
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage: () => unknown
  }
}

/** Loads what was said before when the beginning of what is loaded comes near. */
export const OlderMessages = ({ query }: OlderMessagesProps) => {
  const ref = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const waiting = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!(ref.current && waiting)) return
    const root = ref.current.closest('.thread')
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), {
      root,
      rootMargin: '600px',
    })
    watch.observe(ref.current)
    return () => watch.disconnect()
  }, [waiting, fetchNextPage])
  const words = useFailureWords(query.error)
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
