import { AppLink } from '../../../navigation/AppLink.tsx'
import { words } from '../../../words/words.ts'

/** Leads to where one chooses whom to write to. */
export function NewMessageLink() {
  return (
    <AppLink href="/messages/new" className="button new-message">
      {words.messages.newMessage}
    </AppLink>
  )
}
