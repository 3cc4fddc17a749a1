import type { Activity } from '@cruddur/contract/activities'
import { type InfiniteData, type QueryClient, skipToken, useQuery } from '@tanstack/react-query'
import { type CrudPage, crudsKey } from './crud-list.ts'

type Pages = InfiniteData<CrudPage, string | undefined>

/**
 * Replies that came after their thread was fetched. `shown` stand above the thread, because their place in it is not
 * loaded yet: the reader's own, and what they asked to see. `fresh` wait until the reader asks for them.
 */
export type LateReplies = 'shown' | 'fresh'

/** Nothing fetches them. They are cached like other lists of cruds, so that they expire and change like those. */
function lateKey(list: LateReplies, parent: string): readonly string[] {
  return [crudsKey, `${list}-replies`, parent.toLowerCase()]
}

function lateReplies(client: QueryClient, list: LateReplies, parent: string): readonly Activity[] {
  return client.getQueryData<Pages>(lateKey(list, parent))?.pages[0]?.cruds ?? none
}

export function keepLateReply(client: QueryClient, list: LateReplies, crud: Activity, parent: string): void {
  const known = lateReplies(client, list, parent)
  if (known.some(({ uuid }) => uuid === crud.uuid)) return
  client.setQueryData<Pages>(lateKey(list, parent), {
    pages: [{ cruds: [...known, crud], next: undefined }],
    pageParams: [undefined],
  })
}

/** Empties the list of what waits, and returns it. */
export function takeFreshReplies(client: QueryClient, parent: string): readonly Activity[] {
  const fresh = lateReplies(client, 'fresh', parent)
  client.setQueryData<Pages>(lateKey('fresh', parent), {
    pages: [{ cruds: [], next: undefined }],
    pageParams: [undefined],
  })
  return fresh
}

const none: readonly Activity[] = []

export function useLateReplies(list: LateReplies, parent: string): readonly Activity[] {
  return useQuery<Pages>({ queryKey: lateKey(list, parent), queryFn: skipToken }).data?.pages[0]?.cruds ?? none
}
