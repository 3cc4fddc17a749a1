import { AppLink } from '../../navigation/AppLink.tsx'

/** The head of the list beside an open conversation, whose name is the page's heading. */
export function MessagesHead() {
  return (
    <div className="page-head">
      <h2>
        <AppLink href="/messages">Messages</AppLink>
      </h2>
    </div>
  )
}
