import { useMember } from '../session/use-session.ts'
import { MembersOnly } from '../shell/MembersOnly.tsx'
import { MessagePanes } from '../shell/MessagePanes.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** Whom the reader writes with. */
export const MessagesPage = () => {
  const member = useMember()
  const head = <PageHead heading="Messages" />
  if (!member) {
    return (
      <>
        {head}
        <MembersOnly to="read your messages">{null}</MembersOnly>
      </>
    )
  }
  return (
    <MessagePanes head={head}>
      <Notice heading="Choose a conversation">
        <p>Or write to somebody from their profile.</p>
      </Notice>
    </MessagePanes>
  )
}
