import { type InfiniteData, infiniteQueryOptions, type QueryKey } from '@tanstack/react-query'

type Cursor = string | undefined

/**
 * A query of a list that comes in pages. Each page names the cursor of the next one; the last page names none.
 *
 * @param sentPage the first page, if the server sent it with the HTML: the list is there when it is first rendered
 */
export function pagedQuery<Page extends { next: Cursor }>(
  queryKey: QueryKey,
  fetchPage: (cursor: Cursor, signal: AbortSignal) => Promise<Page>,
  sentPage?: () => Page | undefined,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as Cursor,
    getNextPageParam: ({ next }: Page) => next,
    initialData: (): InfiniteData<Page, Cursor> | undefined => {
      const page = sentPage?.()
      return page && { pages: [page], pageParams: [undefined] }
    },
  })
}
