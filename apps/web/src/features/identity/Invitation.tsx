import { AppLink } from '../../navigation/AppLink.tsx'
import { words } from '../../words/words.ts'

/** Asks a visitor to join. */
export function Invitation() {
  return (
    <section className="panel invitation" aria-labelledby="invitation">
      <h2 id="invitation">{words.invitation.heading}</h2>
      <p>{words.invitation.words}</p>
      <p className="panel-actions">
        <AppLink href="/signup" className="button">
          {words.invitation.joinNow}
        </AppLink>
        <AppLink href="/signin" className="button quiet">
          {words.invitation.signIn}
        </AppLink>
      </p>
    </section>
  )
}
