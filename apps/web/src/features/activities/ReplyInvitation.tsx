import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'

/** Asks a visitor to sign in to reply. */
export function ReplyInvitation() {
  return (
    <p id="reply" className="reply-form">
      {rich(words.status.signInToReply, {
        signin: (text) => <AppLink href={comingBack('/signin')}>{text}</AppLink>,
        join: (text) => <AppLink href={comingBack('/signup')}>{text}</AppLink>,
      })}
    </p>
  )
}
