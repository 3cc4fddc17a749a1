import { lazy, Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { ThemePicker } from '../features/settings/ThemePicker.tsx'
import { shortcutsShown } from '../layout/shortcuts-shown.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

// Visitors have none of it.
const AccountSettings = lazy(async () => ({
  default: (await import('../features/account/AccountSettings.tsx')).AccountSettings,
}))

export function SettingsPage() {
  const member = useMember()
  return (
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
        <Suspense>{member && <AccountSettings member={member} />}</Suspense>
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
}
