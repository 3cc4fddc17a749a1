import { Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { NewMessageLink } from '../features/messages/begin/NewMessageLink.tsx'
import { MessagePanes } from '../features/messages/MessagePanes.tsx'
import { MessagesHead } from '../features/messages/MessagesHead.tsx'
import { WhoCanRead } from '../features/messages/WhoCanRead.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

// Only visitors need it.
const MembersOnly = lazyPart(async () => (await import('../features/identity/MembersOnly.tsx')).MembersOnly)

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
        <PageHead heading={words.messages.heading} />
        <Suspense>
          <MembersOnly to={words.messages.to}>{null}</MembersOnly>
        </Suspense>
      </>
    )
  }
  if (!(handle || group)) {
    return (
      <MessagePanes
        head={
          <PageHead heading={words.messages.heading}>
            <NewMessageLink />
          </PageHead>
        }
      >
        <Notice heading={words.messages.yours}>
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
