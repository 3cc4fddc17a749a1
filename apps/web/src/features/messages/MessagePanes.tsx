import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { LoadMore } from '../../ui/LoadMore.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { GroupRow } from './GroupRow.tsx'
import { groupsQuery } from './messages.queries.ts'

type MessagePanesProps = {
  /** The head of the list, and which conversation is open. */
  head: ReactNode
  open?: string
  /** The conversation. On a phone it stands instead of the list. */
  children: ReactNode
}

/** Where the list stood when another conversation was opened. */
let left = 0

/** The conversations of the reader, and the open one beside them where there is room. */
export function MessagePanes({ head, open, children }: MessagePanesProps) {
  const query = useInfiniteQuery(groupsQuery)
  const list = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: left, behavior: 'instant' })
  }, [])
  const groups = query.data?.pages.flatMap((page) => page.groups) ?? []
  return (
    <div className="messages" data-open={open === undefined ? undefined : ''}>
      <section
        ref={list}
        className="groups"
        aria-label="Conversations"
        onScroll={(event) => {
          left = event.currentTarget.scrollTop
        }}
      >
        {head}
        {!query.data &&
          (query.error ? (
            <FailureNotice error={query.error} onRetry={query.refetch} />
          ) : (
            <ListSkeleton of="people" lines={2} />
          ))}
        {query.data && groups.length === 0 && !query.hasNextPage && (
          <Notice heading="No live messages">
            <p>
              Write to somebody from their profile. What you say to each other is forgotten in time, like everything
              here.
            </p>
            <AppLink href="/search" className="button quiet">
              Find people
            </AppLink>
          </Notice>
        )}
        <ul className="group-list">
          {groups.map((group) => (
            <GroupRow key={group.uuid} group={group} isOpen={group.uuid === open} />
          ))}
        </ul>
        {query.data && <LoadMore query={query} of="cruds" />}
      </section>
      <div className="conversation">{children}</div>
    </div>
  )
}
