import { type Lifetime, lifetimes } from '@cruddur/contract/lifetimes'
import { useQueryClient } from '@tanstack/react-query'
import { savePreferences, useDefaultLifetime } from '../../preferences/preferences.query.ts'
import { lifetimeWords } from '../../time/lifetime-words.ts'
import { announce } from '../../ui/announce.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { words } from '../../words/words.ts'

/** Chooses the lifetime that the composer offers first. It is saved at once. */
export function LifetimeChoice() {
  const client = useQueryClient()
  const chosen = useDefaultLifetime()
  const choose = (lifetime: Lifetime) => {
    savePreferences(client, { default_lifetime: lifetime }).then(
      () => announce(words.welcome.lifetime.saved(lifetimeWords[lifetime])),
      (error: unknown) => toastFailure(words.welcome.lifetime.failed, error),
    )
  }
  return (
    <fieldset className="choice">
      <legend>{words.welcome.lifetime.legend}</legend>
      {lifetimes.toReversed().map((lifetime) => (
        <label key={lifetime}>
          <input type="radio" name="default_lifetime" checked={lifetime === chosen} onChange={() => choose(lifetime)} />
          <span>{lifetimeWords[lifetime]}</span>
        </label>
      ))}
    </fieldset>
  )
}
