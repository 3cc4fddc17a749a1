import { AppLink } from '../navigation/AppLink.tsx'
import { words } from '../words/words.ts'

/** The promises, in short. */
export function Promises() {
  return (
    <section className="panel promises" aria-labelledby="promises">
      <h2 id="promises">{words.sidebar.whatWePromise}</h2>
      <ul>
        {words.sidebar.promises.map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
      <p>
        <AppLink href="/about">{words.sidebar.howItWorks}</AppLink>
      </p>
    </section>
  )
}
