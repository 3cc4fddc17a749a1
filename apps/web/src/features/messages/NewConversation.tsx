import { showUserShort, type UserShort } from '@cruddur/contract/users'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../client/call.ts'
import { isNotFound } from '../../client/call-error.ts'
import { navigate } from '../../navigation/location.ts'
import { NoSuchPerson } from '../../people/NoSuchPerson.tsx'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { MessageComposer } from './MessageComposer.tsx'
import { groupWithQuery } from './messages.queries.ts'
import { NoConversation } from './NoConversation.tsx'
import { Thread } from './Thread.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import { ThreadSkeleton } from './ThreadSkeleton.tsx'

function personQuery(handle: string) {
  return queryOptions({
    queryKey: ['person', handle.toLowerCase()],
    queryFn: ({ signal }) => call(showUserShort, { handle }, { signal }),
  })
}

/** Where the first message to somebody is written. It moves on to the conversation once there is one. */
export function NewConversation({ member, handle }: { member: UserShort; handle: string }) {
  const known = useQuery(groupWithQuery(handle))
  const person = useQuery(personQuery(handle))
  const group = known.data?.uuid
  useEffect(() => {
    if (group) navigate(`/messages/${group}`, { replace: true })
  }, [group])
  if (handle.toLowerCase() === member.handle) return <NoConversation />
  if (isNotFound(person.error)) return <NoSuchPerson handle={handle} />
  const failure = isNotFound(known.error) ? person.error : (known.error ?? person.error)
  if (group || !person.data || !isNotFound(known.error)) {
    const retry = () => Promise.all([known.refetch(), person.refetch()])
    return (
      <>
        <PageHead back="/messages" heading={person.data?.display_name ?? 'Messages'} />
        {failure ? <FailureNotice error={failure} onRetry={retry} /> : <ThreadSkeleton />}
      </>
    )
  }
  const other = person.data
  return (
    <>
      <ThreadHead handle={other.handle} displayName={other.display_name} />
      <Thread member={member} other={other.handle} group={null} messages={[]}>
        <p className="thread-start">
          This is the beginning. Cruddur shows it only to you and @{other.handle}, and each message ends when its time
          is up. Messages are not encrypted: whoever runs this server could read them.
        </p>
      </Thread>
      <MessageComposer from={member.uuid} to={other.handle} group={null}>
        <span className="message-lifetime">
          <Icon name="bomb" />
          <span>
            Messages live <strong>30 days</strong>
            <span className="only-with-room">; either of you can shorten that</span>
          </span>
        </span>
      </MessageComposer>
    </>
  )
}
