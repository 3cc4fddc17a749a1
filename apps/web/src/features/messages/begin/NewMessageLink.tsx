import { AppLink } from '../../../navigation/AppLink.tsx'

/** Leads to where one chooses whom to write to. */
export function NewMessageLink() {
  return (
    <AppLink href="/messages/new" className="button new-message">
      New message
    </AppLink>
  )
}
