import { Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { ThemePicker } from '../features/settings/ThemePicker.tsx'
import { overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { LinkList } from '../ui/LinkList.tsx'
import { PageHead } from '../ui/PageHead.tsx'

// Only members have an account.
const AccountSettings = lazyPart(
  async () => (await import('../features/account/AccountSettings.tsx')).AccountSettings,
  { idleFor: 'members' },
)
const DefaultLifetime = lazyPart(
  async () => (await import('../features/preferences/DefaultLifetime.tsx')).DefaultLifetime,
  { idleFor: 'members' },
)

export function SettingsPage() {
  const member = useMember()
  return (
    <>
      <PageHead back heading="Settings" />
      <div className="form-page">
        <ThemePicker />
        <Suspense>{member && <DefaultLifetime />}</Suspense>
        <section>
          <h2>Keyboard shortcuts</h2>
          <p>Move through cruds, reply and post without leaving the keyboard.</p>
          <button type="button" className="button quiet" onClick={() => overlay.set({ kind: 'shortcuts' })}>
            Show shortcuts
          </button>
        </section>
        <Suspense>{member && <AccountSettings member={member} />}</Suspense>
        <section>
          <h2>About Cruddur</h2>
          <LinkList
            links={[
              { href: '/about', words: 'How forgetting works' },
              { href: '/terms', words: 'Terms' },
              { href: '/privacy', words: 'Privacy' },
            ]}
          />
        </section>
      </div>
    </>
  )
}
