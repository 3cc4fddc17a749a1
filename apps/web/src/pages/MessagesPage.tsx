import { Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { NewMessageLink } from '../features/messages/begin/NewMessageLink.tsx'
import { MessagePanes } from '../features/messages/MessagePanes.tsx'
import { MessagesHead } from '../features/messages/MessagesHead.tsx'
import { WhoCanRead } from '../features/messages/WhoCanRead.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

// Fetched while the list is shown already.
const Conversation = lazyPart(async () => (await import('../features/messages/Conversation.tsx')).Conversation, {
  idleFor: 'members',
})
const NewConversation = lazyPart(
  async () => (await import('../features/messages/begin/NewConversation.tsx')).NewConversation,
  { idleFor: 'members' },
)

const NewMessage = lazyPart(async () => (await import('../features/messages/begin/NewMessage.tsx')).NewMessage)

type MessagesPageProps = {
  /** The person to write to for the first time, or the conversation that is open; `new` chooses a person. */
  handle?: string
  group?: string
}

/** The reader's conversations, and the one that is open. */
export function MessagesPage({ handle, group }: MessagesPageProps) {
  const member = useMember()
  if (!member) {
    return (
      <>
        <PageHead heading="Messages" />
        <MembersOnly to="read your messages">{null}</MembersOnly>
      </>
    )
  }
  if (!(handle || group)) {
    return (
      <MessagePanes
        head={
          <PageHead heading="Messages">
            <NewMessageLink />
          </PageHead>
        }
      >
        <Notice heading="Your messages">
          <p>
            <WhoCanRead />
          </p>
          <NewMessageLink />
        </Notice>
      </MessagePanes>
    )
  }
  return (
    <MessagePanes head={<MessagesHead />} open={group?.toLowerCase() ?? ''}>
      <Suspense>
        {group === 'new' && <NewMessage />}
        {group && group !== 'new' && <Conversation member={member} uuid={group} />}
        {handle && <NewConversation member={member} handle={handle} />}
      </Suspense>
    </MessagePanes>
  )
}
