import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'

/** Asks a visitor to sign in to reply. */
export function ReplyInvitation() {
  return (
    <p id="reply" className="reply-form">
      <AppLink href={comingBack('/signin')}>Sign in</AppLink> or <AppLink href={comingBack('/signup')}>join</AppLink> to
      reply.
    </p>
  )
}
