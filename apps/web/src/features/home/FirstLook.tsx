import { Suspense } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { lazyPart } from '../../parts/lazy-part.tsx'

const SampleCrud = lazyPart(async () => (await import('./SampleCrud.tsx')).SampleCrud)

/** Tells a visitor what this is, and shows it: a sample burns down. */
export function FirstLook() {
  return (
    <section className="first-look" aria-labelledby="first-look">
      <h2 id="first-look">Every post ends.</h2>
      <p>You choose when, from an hour to thirty days. Then it is erased, everywhere, within a minute.</p>
      <div className="sample-room">
        <Suspense>
          <SampleCrud />
        </Suspense>
      </div>
      <p className="panel-actions">
        <AppLink href="/signup" className="button">
          Join now
        </AppLink>
        <AppLink href="/about" className="button quiet">
          How it works
        </AppLink>
      </p>
    </section>
  )
}
