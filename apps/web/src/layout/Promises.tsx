import { AppLink } from '../navigation/AppLink.tsx'

/** The promises, in short. */
export function Promises() {
  return (
    <section className="panel promises" aria-labelledby="promises">
      <h2 id="promises">What we promise</h2>
      <ul>
        <li>When its time is up, a crud is gone: for everybody, from every list.</li>
        <li>Nothing prolongs it: no reply, no edit, not even you.</li>
        <li>Replies end with what they reply to.</li>
        <li>Within a minute it is erased from our database, not hidden.</li>
      </ul>
      <p>
        <AppLink href="/about">How forgetting works</AppLink>
      </p>
    </section>
  )
}
