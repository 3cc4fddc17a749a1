import { words } from '../../words/words.ts'
import { LifetimeChoice } from './LifetimeChoice.tsx'

/** The setting of the lifetime that new cruds start with. */
export function DefaultLifetime() {
  return (
    <>
      <LifetimeChoice />
      <p className="hint">{words.welcome.lifetime.hint}</p>
    </>
  )
}
