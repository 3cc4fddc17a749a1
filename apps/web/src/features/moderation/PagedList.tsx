import type { ReactNode } from 'react'
import { CallError } from '../../client/call-error.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { LoadMore } from '../../ui/LoadMore.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Paging } from '../../ui/use-next-page.ts'
import { words } from '../../words/words.ts'

type PagedListProps<Item> = {
  query: Paging & { data: { pages: { reply: Item[] }[] } | undefined; refetch: () => unknown }
  label: string
  row: (item: Item) => ReactNode
  /** Shown when the list is empty. */
  children: ReactNode
}

/** A list for moderators: loading, refused, failed, empty or full. */
export function PagedList<Item>({ query, label, row, children }: PagedListProps<Item>) {
  const { data, error, refetch } = query
  if (!data) return error ? <Failure error={error} onRetry={refetch} /> : <ListSkeleton of="people" lines={2} />
  const items = data.pages.flatMap((page) => page.reply)
  if (items.length === 0) return children
  return (
    <>
      <ul className="moderated" aria-label={label}>
        {items.map(row)}
      </ul>
      <LoadMore query={query} of="people" />
    </>
  )
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  if (!(error instanceof CallError && error.codes.includes('generic_403'))) {
    return <FailureNotice error={error} onRetry={onRetry} />
  }
  return (
    <Notice heading={words.moderation.forModerators}>
      <p>{words.moderation.forModeratorsBody}</p>
    </Notice>
  )
}
