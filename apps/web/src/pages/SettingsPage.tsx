import { useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { troublesOf } from '../call-error.ts'
import { errorWords } from '../error-words.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { signOut } from '../session/sign-out.ts'
import { useSession } from '../session/use-session.ts'
import { shortcutsShown } from '../shell/shortcuts-shown.ts'
import { ThemePicker } from '../shell/ThemePicker.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export const SettingsPage = () => (
  <>
    <PageHead back heading="Settings" />
    <div className="form-page">
      <ThemePicker />
      <section>
        <h2>Keys</h2>
        <p>Every list can be read and written with the keyboard alone.</p>
        <button type="button" className="button quiet" onClick={() => shortcutsShown.set(true)}>
          Show the keys
        </button>
      </section>
      <Account />
      <section>
        <h2>About Cruddur</h2>
        <ul className="plain-links">
          <li>
            <AppLink href="/about">How forgetting works</AppLink>
          </li>
          <li>
            <AppLink href="/terms">Terms</AppLink>
          </li>
          <li>
            <AppLink href="/privacy">Privacy</AppLink>
          </li>
        </ul>
      </section>
    </div>
  </>
)

const Account = () => {
  const now = useSession()
  const [words, setWords] = useState('')
  const leave = async () => {
    setWords('')
    try {
      await signOut()
      navigate('/')
    } catch (error) {
      setWords(`You are still signed in. ${errorWords[troublesOf(error)[0] ?? 'generic_500']}`)
    }
  }
  if (now.phase !== 'member') return null
  return (
    <section>
      <h2>Account</h2>
      <p>
        You are signed in as <strong>@{now.user.handle}</strong>. Signing out ends every session of yours, on every
        device, and forgets the drafts on this one.
      </p>
      <button type="button" className="button quiet" onClick={leave}>
        Sign out
      </button>
      <p role="alert" className="error">
        {words}
      </p>
    </section>
  )
}
