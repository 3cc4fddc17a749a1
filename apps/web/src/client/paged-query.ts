import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query'

type Cursor = string | undefined

/** A query of a list that comes in pages. Each page names the cursor of the next one; the last page names none. */
export function pagedQuery<Page extends { next: Cursor }>(
  queryKey: QueryKey,
  fetchPage: (cursor: Cursor, signal: AbortSignal) => Promise<Page>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as Cursor,
    getNextPageParam: ({ next }: Page) => next,
  })
}
