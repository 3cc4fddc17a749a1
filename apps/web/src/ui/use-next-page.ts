import { type RefObject, useEffect } from 'react'
import { useFailureWords } from './forms/use-failure-words.ts'

/** The part of a paged query that loads its next page. */
export type Paging = {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  error: unknown
  fetchNextPage: () => unknown
}

/**
 * Loads the next page when an element comes near the viewport.
 *
 * @param margin how near, in pixels
 * @param scroller the selector of what scrolls, if that is not the window
 * @returns why loading failed, in words
 */
export function useNextPage(
  ref: RefObject<HTMLElement | null>,
  { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage }: Paging,
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
