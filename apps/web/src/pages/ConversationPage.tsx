import { lazy, Suspense } from 'react'
import { useMember } from '../session/use-session.ts'
import { MembersOnly } from '../shell/MembersOnly.tsx'
import { MessagePanes } from '../shell/MessagePanes.tsx'
import { MessagesHead } from '../shell/MessagesHead.tsx'
import { PageHead } from '../ui/PageHead.tsx'

// It is fetched beside the list, not before it.
const Conversation = lazy(async () => ({
  default: (await import('../features/messages/Conversation.tsx')).Conversation,
}))

/** A conversation of the reader. */
export const ConversationPage = ({ group }: { group: string }) => {
  const member = useMember()
  if (!member) {
    return (
      <>
        <PageHead heading="Messages" />
        <MembersOnly to="read your messages">{null}</MembersOnly>
      </>
    )
  }
  return (
    <MessagePanes head={<MessagesHead />} open={group.toLowerCase()}>
      <Suspense>
        <Conversation member={member} uuid={group} />
      </Suspense>
    </MessagePanes>
  )
}
