import { AppLink } from '../../navigation/AppLink.tsx'

/** How a visitor comes to reply. */
export const ReplyInvitation = () => (
  <p className="reply-form">
    <AppLink href={`/signin?next=${encodeURIComponent(location.pathname)}`}>Sign in</AppLink> to reply.
  </p>
)
