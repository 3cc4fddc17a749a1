import { LifetimeChoice } from './LifetimeChoice.tsx'

/** The setting of the lifetime that new cruds start with. */
export function DefaultLifetime() {
  return (
    <section>
      <LifetimeChoice legend="New cruds last" />
      <p className="hint">The composer starts with it. You can still choose another for each crud.</p>
    </section>
  )
}
