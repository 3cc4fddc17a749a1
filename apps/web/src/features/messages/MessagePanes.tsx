import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { LoadMore } from '../../ui/LoadMore.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'
import { GroupRow } from './GroupRow.tsx'
import { groupsQuery } from './messages.queries.ts'

type MessagePanesProps = {
  /** The head of the list, and the uuid of the open conversation. */
  head: ReactNode
  open?: string
  /** The open conversation. On a phone it replaces the list. */
  children: ReactNode
}

/** How far the list was scrolled when a conversation was opened, in pixels. */
let listScroll = 0

/** The reader's conversations, and beside them the open one where there is room. */
export function MessagePanes({ head, open, children }: MessagePanesProps) {
  const query = useInfiniteQuery(groupsQuery)
  const list = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: listScroll, behavior: 'instant' })
  }, [])
  const groups = query.data?.pages.flatMap((page) => page.groups) ?? []
  return (
    <div className="messages" data-open={open === undefined ? undefined : ''}>
      <section
        ref={list}
        className="groups"
        aria-label={words.messages.conversations}
        onScroll={(event) => {
          listScroll = event.currentTarget.scrollTop
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
          <Notice heading={words.messages.noneLive}>
            <p>{words.messages.howToStart}</p>
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
