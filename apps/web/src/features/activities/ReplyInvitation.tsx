import { AppLink } from '../../navigation/AppLink.tsx'

/** How a visitor comes to reply. */
export function ReplyInvitation() {
  return (
    <p className="reply-form">
      <AppLink href={`/signin?next=${encodeURIComponent(location.pathname)}`}>Sign in</AppLink> to reply.
    </p>
  )
}
