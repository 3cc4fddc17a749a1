import type { Activity } from '@cruddur/contract/activities'
import type { InfiniteData } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import type { CrudPage } from '../../cruds/crud-list.ts'
import { beginsAtTop } from '../../navigation/scroll-restoration.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { LoadMore } from '../../ui/LoadMore.tsx'
import type { Paging } from '../../ui/use-next-page.ts'
import { CrudList } from './CrudList.tsx'

type FeedProps = ListProps & {
  query: Paging & { data: InfiniteData<CrudPage> | undefined; refetch: () => unknown }
}

type ListProps = {
  label: string
  underParent?: boolean
  /** How each is shown, if not alone. */
  show?: (crud: Activity) => ReactNode
  /** Cruds that the page shows elsewhere. */
  without?: readonly Activity[]
  /** Shown when the list is empty. */
  children: ReactNode
}

/** A list of cruds: loading, failed, empty or full. It loads more as the reader scrolls. */
export function Feed({ query, ...list }: FeedProps) {
  if (query.data) return <LoadedFeed {...list} query={query} pages={query.data.pages} />
  if (query.error) return <FailureNotice error={query.error} onRetry={() => query.refetch()} />
  return <ListSkeleton of="cruds" />
}

/** How many fill the screen of a phone. */
const firstCount = 4

const none: readonly Activity[] = []

function LoadedFeed({
  query,
  pages,
  label,
  underParent = false,
  show,
  without = none,
  children,
}: ListProps & { query: Paging; pages: readonly CrudPage[] }) {
  const cruds = useMemo(() => {
    const elsewhere = new Set(without.map(({ uuid }) => uuid))
    return pages.flatMap((page) => page.cruds).filter(({ uuid }) => !elsewhere.has(uuid))
  }, [pages, without])
  // The first screen comes first. What is added below it is rendered between other work, which it never holds up.
  const shown = useDeferredValue(cruds, beginsAtTop() ? cruds.slice(0, firstCount) : cruds)
  return (
    <>
      {shown.length > 0 && <CrudList cruds={shown} label={label} underParent={underParent} {...(show && { show })} />}
      {cruds.length === 0 && !query.hasNextPage && children}
      {shown === cruds ? <LoadMore query={query} of="cruds" /> : <ListSkeleton of="cruds" count={2} />}
    </>
  )
}
