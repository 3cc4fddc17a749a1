import { AppLink } from '../../navigation/AppLink.tsx'

/** Asks a visitor to join. */
export function Invitation() {
  return (
    <section className="panel invitation" aria-labelledby="invitation">
      <h2 id="invitation">Every post ends</h2>
      <p>You choose when, from an hour to thirty days. Then it is erased, everywhere, within a minute.</p>
      <p className="panel-actions">
        <AppLink href="/signup" className="button">
          Join now
        </AppLink>
        <AppLink href="/signin" className="button quiet">
          Sign in
        </AppLink>
      </p>
    </section>
  )
}
