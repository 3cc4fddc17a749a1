import type { Activity } from '@cruddur/contract/activities'
import type { InfiniteData } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CrudPage } from '../../cruds/crud-list.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { LoadMore } from '../../ui/LoadMore.tsx'
import { CrudList } from './CrudList.tsx'

type FeedProps = {
  query: {
    data: InfiniteData<CrudPage> | undefined
    error: unknown
    refetch: () => unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    fetchNextPage: () => unknown
  }
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
export function Feed({ query, label, underParent = false, without = [], show, children }: FeedProps) {
  if (!query.data) {
    return query.error ? (
      <FailureNotice error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <ListSkeleton of="cruds" />
    )
  }
  const elsewhere = new Set(without.map(({ uuid }) => uuid))
  const cruds = query.data.pages.flatMap((page) => page.cruds).filter(({ uuid }) => !elsewhere.has(uuid))
  return (
    <>
      {cruds.length > 0 && <CrudList cruds={cruds} label={label} underParent={underParent} {...(show && { show })} />}
      {cruds.length === 0 && !query.hasNextPage && children}
      <LoadMore query={query} of="cruds" />
    </>
  )
}
