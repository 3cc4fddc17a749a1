import { useInfiniteQuery } from '@tanstack/react-query'
import { CallError } from '../call-error.ts'
import { threadQuery } from '../features/activities/activities.queries.ts'
import { Crud } from '../features/activities/Crud.tsx'
import { CrudSkeleton } from '../features/activities/CrudSkeleton.tsx'
import { Feed } from '../features/activities/Feed.tsx'
import { Gone } from '../features/activities/Gone.tsx'
import { ParentCrud } from '../features/activities/ParentCrud.tsx'
import { Pending } from '../features/compose/Pending.tsx'
import { ReplyForm } from '../features/compose/ReplyForm.tsx'
import { useMember } from '../session/use-session.ts'
import { useHasCome } from '../time/ticker.ts'
import { FailureNotice } from '../ui/FailureNotice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

type StatusPageProps = { handle: string; uuid: string }

const isAbsent = (error: unknown): boolean => error instanceof CallError && error.status === 404

/** A crud, what it replies to, and the replies to it. */
export const StatusPage = ({ handle, uuid }: StatusPageProps) => {
  const query = useInfiniteQuery(threadQuery(handle, uuid))
  const member = useMember()
  const crud = query.data?.pages[0]?.activity
  const over = useHasCome(crud ? Date.parse(crud.expires_at) : Number.MAX_SAFE_INTEGER)
  if (isAbsent(query.error) || crud === null || over) return <Gone />
  return (
    <>
      <PageHead back heading="Crud" title={crud ? `${crud.display_name} (@${crud.handle})` : 'Crud'} />
      {!crud && !query.error && <CrudSkeleton count={1} />}
      {!crud && query.error && <FailureNotice error={query.error} onRetry={() => query.refetch()} />}
      {crud && (
        <>
          {crud.reply_to_activity_uuid && <ParentCrud uuid={crud.reply_to_activity_uuid} />}
          <Crud crud={crud} whole underParent />
          <ReplyForm parent={crud.uuid} to={crud.handle} />
          <Feed query={query} label="Replies" underParent>
            <p className="no-replies">No replies yet.</p>
          </Feed>
          {member && <Pending author={member.uuid} parent={crud.uuid} />}
        </>
      )}
    </>
  )
}
