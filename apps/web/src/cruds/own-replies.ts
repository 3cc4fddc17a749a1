import type { Activity } from '@cruddur/contract/activities'
import { type InfiniteData, type QueryClient, skipToken, useQuery } from '@tanstack/react-query'
import { type CrudPage, crudsKey } from './crud-list.ts'

type Pages = InfiniteData<CrudPage, string | undefined>

/** Nothing fetches them. They are cached like other lists of cruds, so that they expire and change like those. */
function ownRepliesKey(parent: string): readonly string[] {
  return [crudsKey, 'own-replies', parent.toLowerCase()]
}

/** Keeps a reply of the reader's whose place in the thread is not loaded yet. */
export function keepOwnReply(client: QueryClient, crud: Activity, parent: string): void {
  const queryKey = ownRepliesKey(parent)
  const known = client.getQueryData<Pages>(queryKey)?.pages[0]?.cruds ?? []
  if (known.some(({ uuid }) => uuid === crud.uuid)) return
  client.setQueryData<Pages>(queryKey, {
    pages: [{ cruds: [...known, crud], next: undefined }],
    pageParams: [undefined],
  })
}

const none: readonly Activity[] = []

/** The reader's new replies to a crud that its thread does not show yet, because it has more pages than are loaded. */
export function useOwnReplies(parent: string): readonly Activity[] {
  return useQuery<Pages>({ queryKey: ownRepliesKey(parent), queryFn: skipToken }).data?.pages[0]?.cruds ?? none
}
