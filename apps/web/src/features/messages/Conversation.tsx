import type { UserShort } from '@cruddur/contract/users'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { isNotFound } from '../../client/call-error.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { words } from '../../words/words.ts'
import { LifetimeButton } from './LifetimeButton.tsx'
import { MessageComposer } from './MessageComposer.tsx'
import { groupQuery, threadQuery } from './messages.queries.ts'
import { NoConversation } from './NoConversation.tsx'
import { OlderMessages } from './OlderMessages.tsx'
import { Thread } from './Thread.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import { ThreadSkeleton } from './ThreadSkeleton.tsx'
import { threadOf } from './thread-pages.ts'
import { WhoCanRead } from './WhoCanRead.tsx'

/** A conversation of the reader's: its messages, and the field to write one. */
export function Conversation({ member, uuid }: { member: UserShort; uuid: string }) {
  const head = useQuery(groupQuery(uuid))
  const query = useInfiniteQuery(threadQuery(uuid))
  const group = head.data
  if (isNotFound(head.error) || isNotFound(query.error)) return <NoConversation />
  if (!(group && query.data)) {
    const error = head.error ?? query.error
    const retry = () => Promise.all([head.refetch(), query.refetch()])
    return (
      <>
        <PageHead back="/messages" heading={group?.display_name ?? words.messages.heading} />
        {error ? <FailureNotice error={error} onRetry={retry} /> : <ThreadSkeleton />}
      </>
    )
  }
  return (
    <>
      <ThreadHead person={group} />
      <Thread member={member} other={group.handle} group={uuid} messages={threadOf(query.data.pages)}>
        <OlderMessages query={query} />
        {!query.hasNextPage && (
          <p className="thread-start">
            <WhoCanRead other={group.handle} />
          </p>
        )}
      </Thread>
      <MessageComposer from={member.uuid} to={group.handle} group={uuid}>
        <LifetimeButton group={group} />
      </MessageComposer>
    </>
  )
}
