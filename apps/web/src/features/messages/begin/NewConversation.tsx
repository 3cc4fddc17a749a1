import { type Lifetime, lifetimes } from '@cruddur/contract/lifetimes'
import { showUserShort, type UserShort } from '@cruddur/contract/users'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../client/call.ts'
import { isNotFound } from '../../../client/call-error.ts'
import { navigate } from '../../../navigation/location.ts'
import { NoSuchPerson } from '../../../people/NoSuchPerson.tsx'
import { lifetimeWords } from '../../../time/lifetime-words.ts'
import { FailureNotice } from '../../../ui/FailureNotice.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { words } from '../../../words/words.ts'
import { MessageComposer } from '../MessageComposer.tsx'
import { groupWithQuery } from '../messages.queries.ts'
import { NoConversation } from '../NoConversation.tsx'
import { Thread } from '../Thread.tsx'
import { ThreadHead } from '../ThreadHead.tsx'
import { ThreadSkeleton } from '../ThreadSkeleton.tsx'
import { WhoCanRead } from '../WhoCanRead.tsx'

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
  const [ttl, setTtl] = useState<Lifetime>('30-days')
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
        <PageHead back="/messages" heading={person.data?.display_name ?? words.messages.heading} />
        {failure ? <FailureNotice error={failure} onRetry={retry} /> : <ThreadSkeleton />}
      </>
    )
  }
  const other = person.data
  return (
    <>
      <ThreadHead person={other} />
      <Thread member={member} other={other.handle} group={null} messages={[]}>
        <p className="thread-start">
          {words.thread.beginning} <WhoCanRead other={other.handle} />
        </p>
      </Thread>
      <MessageComposer from={member.uuid} to={other.handle} group={null} ttl={ttl}>
        <label className="message-lifetime">
          <span>{words.thread.liveFor}</span>
          <select value={ttl} onChange={(event) => setTtl(event.target.value as Lifetime)}>
            {lifetimes.map((lifetime) => (
              <option key={lifetime} value={lifetime}>
                {lifetimeWords[lifetime]}
              </option>
            ))}
          </select>
          <span className="only-with-room">{words.thread.canShorten}</span>
        </label>
      </MessageComposer>
    </>
  )
}
