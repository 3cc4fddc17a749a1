import { AppLink } from '../../navigation/AppLink.tsx'

/** Asks a visitor to join. */
export function Invitation() {
  return (
    <section className="panel invitation" aria-labelledby="invitation">
      <h2 id="invitation">Have something you want to say?</h2>
      <p>Don’t think about it, just crud it!</p>
      <p>Regret it? No worries, we’ll forget it.</p>
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
