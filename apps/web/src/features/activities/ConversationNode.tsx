import type { Activity } from '@cruddur/contract/activities'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOfCrud } from '../../cruds/crud-address.ts'
import { threadQuery } from '../../cruds/cruds.queries.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { words } from '../../words/words.ts'
import { Crud } from './Crud.tsx'

/** Replies are set in so many times. What is deeper has a page of its own. */
const maxDepth = 3

type NodeProps = {
  crud: Activity
  /** What the page knows of the replies below its replies, in one list. */
  nested: readonly Activity[]
  /** The end of the conversation: what ends with it needs no clock of its own. */
  threadEnd: string
  depth?: number
}

/** All replies to a reply, page by page: fetched when the reader asks for them. */
function Below({ crud, threadEnd, depth }: { crud: Activity; threadEnd: string; depth: number }) {
  const query = useInfiniteQuery(threadQuery(crud.handle, crud.uuid))
  const { data, error, hasNextPage, isFetchingNextPage } = query
  if (!data && error) return <FailureNotice error={error} onRetry={() => query.refetch()} />
  if (!data) return <ListSkeleton of="cruds" count={1} />
  return (
    <>
      {data.pages.flatMap((page) =>
        page.cruds.map((reply) => (
          <ConversationNode key={reply.uuid} crud={reply} nested={page.nested} threadEnd={threadEnd} depth={depth} />
        )),
      )}
      {hasNextPage && (
        <button type="button" className="show-replies" onClick={() => !isFetchingNextPage && query.fetchNextPage()}>
          {isFetchingNextPage ? words.status.oneMoment : words.status.showMoreReplies}
        </button>
      )}
    </>
  )
}

/** A reply with the replies to it set in below it. */
export function ConversationNode({ crud, nested, threadEnd, depth = 1 }: NodeProps) {
  const [open, setOpen] = useState(false)
  const shown = nested.filter(({ reply_to_activity_uuid }) => reply_to_activity_uuid === crud.uuid)
  const more = crud.replies_count - shown.length
  const hasBelow = open || shown.length > 0 || more > 0
  return (
    <div className="conversation-node">
      <Crud crud={crud} underParent={depth === 1} threadEnd={threadEnd} />
      {hasBelow && (
        <div className="conversation-below" data-depth={depth}>
          {open ? (
            <Below crud={crud} threadEnd={threadEnd} depth={depth + 1} />
          ) : (
            shown.map((reply) => (
              <ConversationNode key={reply.uuid} crud={reply} nested={nested} threadEnd={threadEnd} depth={depth + 1} />
            ))
          )}
          {!open && more > 0 && depth < maxDepth && (
            <button type="button" className="show-replies" onClick={() => setOpen(true)}>
              {shown.length > 0 ? words.status.showMore(more) : words.status.showReplies(more)}
            </button>
          )}
          {!open && more > 0 && depth >= maxDepth && (
            <AppLink href={addressOfCrud(crud)} className="show-replies">
              {words.status.continueConversation}
            </AppLink>
          )}
        </div>
      )}
    </div>
  )
}
