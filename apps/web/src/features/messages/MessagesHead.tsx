import { AppLink } from '../../navigation/AppLink.tsx'
import { words } from '../../words/words.ts'
import { NewMessageLink } from './begin/NewMessageLink.tsx'

/** The head of the list beside an open conversation. The page's heading is the conversation's. */
export function MessagesHead() {
  return (
    <div className="page-head">
      <h2>
        <AppLink href="/messages">{words.messages.heading}</AppLink>
      </h2>
      <NewMessageLink />
    </div>
  )
}
