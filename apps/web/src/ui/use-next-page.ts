import { type RefObject, useEffect } from 'react'
import { useFailureWords } from './use-failure-words.ts'

/** A query of pages, as far as it matters to who asks for the next one. */
export type PagedQuery = {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  error: unknown
  fetchNextPage: () => unknown
}

/**
 * Loads the next page when an element comes near to what is in view.
 *
 * @param margin pixels that count as near
 * @param scroller the selector of what it scrolls in, when that is not the window
 * @returns why that failed, in words
 */
export function useNextPage(
  ref: RefObject<HTMLElement | null>,
  { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage }: PagedQuery,
  margin: number,
  scroller?: string,
): string {
  const waiting = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!(ref.current && waiting)) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), {
      root: scroller ? ref.current.closest(scroller) : null,
      rootMargin: `${margin}px`,
    })
    watch.observe(ref.current)
    return () => watch.disconnect()
  }, [ref, waiting, fetchNextPage, margin, scroller])
  return useFailureWords(error)
}
