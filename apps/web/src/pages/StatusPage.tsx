import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { isNotFound } from '../client/call-error.ts'
import { useHasCome } from '../client/clock/ticker.ts'
import { useMember, useSession } from '../client/session/use-session.ts'
import { useBurning } from '../cruds/burning.ts'
import { threadQuery } from '../cruds/cruds.queries.ts'
import { useLateReplies } from '../cruds/late-replies.ts'
import { ConversationNode } from '../features/activities/ConversationNode.tsx'
import { Crud } from '../features/activities/Crud.tsx'
import { CrudFacts } from '../features/activities/CrudFacts.tsx'
import { CrudList } from '../features/activities/CrudList.tsx'
import { Feed } from '../features/activities/Feed.tsx'
import { Gone } from '../features/activities/Gone.tsx'
import { ParentCrud } from '../features/activities/ParentCrud.tsx'
import { ReplyInvitation } from '../features/activities/ReplyInvitation.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { FailureNotice } from '../ui/FailureNotice.tsx'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

// Only members reply: a visitor's first load goes without these.
const Pending = lazyPart(async () => (await import('../features/compose/Pending.tsx')).Pending, { idleFor: 'members' })
const ReplyForm = lazyPart(async () => (await import('../features/compose/ReplyForm.tsx')).ReplyForm, {
  idleFor: 'members',
})

const FreshReplies = lazyPart(async () => (await import('../features/activities/FreshReplies.tsx')).FreshReplies, {
  idleFor: 'everybody',
})

type StatusPageProps = { handle: string; uuid: string }

/** A crud, what it replies to, and its replies. */
export function StatusPage({ handle, uuid }: StatusPageProps) {
  const query = useInfiniteQuery(threadQuery(handle, uuid))
  const { phase } = useSession()
  const member = useMember()
  const crud = query.data?.pages[0]?.activity
  const own = useLateReplies('shown', uuid)
  const fresh = useLateReplies('fresh', uuid)
  const burning = useBurning(crud)
  const nested = query.data?.pages.flatMap((page) => page.nested) ?? []
  const over = useHasCome(crud ? Date.parse(crud.expires_at) : Number.MAX_SAFE_INTEGER)
  if (isNotFound(query.error) || crud === null || over || burning === 'gone') return <Gone />
  return (
    <>
      <PageHead
        back
        heading={words.status.crud}
        title={crud ? `${crud.display_name} (@${crud.handle})` : words.status.crud}
      >
        <Suspense>{fresh.length > 0 && <FreshReplies parent={uuid} fresh={fresh} />}</Suspense>
      </PageHead>
      {!crud && !query.error && <ListSkeleton of="cruds" count={1} />}
      {!crud && query.error && <FailureNotice error={query.error} onRetry={() => query.refetch()} />}
      {crud && (
        <>
          {crud.reply_to_activity_uuid && <ParentCrud uuid={crud.reply_to_activity_uuid} />}
          <Crud crud={crud} whole underParent />
          <CrudFacts crud={crud} />
          {phase === 'visitor' && <ReplyInvitation />}
          <Suspense>
            {member && (
              <>
                <ReplyForm author={member} parent={crud.uuid} to={crud.handle} />
                <Pending author={member.uuid} parent={crud.uuid} />
              </>
            )}
          </Suspense>
          {own.length > 0 && <CrudList cruds={own} label={words.status.repliesSince} underParent />}
          <Feed
            query={query}
            label={words.status.replies}
            without={own}
            show={(reply) => (
              <ConversationNode key={reply.uuid} crud={reply} nested={nested} threadEnd={crud.expires_at} />
            )}
          >
            <p className="no-replies">{words.status.noReplies}</p>
          </Feed>
          <div id="thread-end" />
        </>
      )}
    </>
  )
}
