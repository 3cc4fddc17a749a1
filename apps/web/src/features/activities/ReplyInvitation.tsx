import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'

/** Asks a visitor to sign in to reply. */
export function ReplyInvitation() {
  return (
    <p className="reply-form">
      <AppLink href={comingBack('/signin')}>Sign in</AppLink> to reply.
    </p>
  )
}
