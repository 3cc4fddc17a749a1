import { Suspense } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { words } from '../../words/words.ts'

const SampleCrud = lazyPart(async () => (await import('./SampleCrud.tsx')).SampleCrud)

/** Tells a visitor what this is, and shows it: a sample burns down. */
export function FirstLook() {
  return (
    <section className="first-look" aria-labelledby="first-look">
      <h2 id="first-look">{words.home.everyPostEnds}</h2>
      <p>{words.home.youChooseWhen}</p>
      <div className="sample-room">
        <Suspense>
          <SampleCrud />
        </Suspense>
      </div>
      <p className="panel-actions">
        <AppLink href="/signup" className="button">
          {words.home.join}
        </AppLink>
        <AppLink href="/about" className="button quiet">
          {words.home.howItWorks}
        </AppLink>
      </p>
    </section>
  )
}
