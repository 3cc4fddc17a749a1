import { lazy, Suspense } from 'react'
import { useMember } from '../session/use-session.ts'
import { MembersOnly } from '../shell/MembersOnly.tsx'
import { MessagePanes } from '../shell/MessagePanes.tsx'
import { MessagesHead } from '../shell/MessagesHead.tsx'
import { PageHead } from '../ui/PageHead.tsx'

// It is fetched beside the list, not before it.
const NewConversation = lazy(async () => ({
  default: (await import('../features/messages/NewConversation.tsx')).NewConversation,
}))

/** Where the reader writes to somebody for the first time. */
export const NewMessagePage = ({ handle }: { handle: string }) => {
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
    <MessagePanes head={<MessagesHead />} open="">
      <Suspense>
        <NewConversation member={member} handle={handle} />
      </Suspense>
    </MessagePanes>
  )
}
