import { type ReactNode, Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { SettingsSections } from '../features/settings/SettingsSections.tsx'
import { ThemePicker } from '../features/settings/ThemePicker.tsx'
import { overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { LinkList } from '../ui/LinkList.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import '../features/settings/settings.css'

// Only members have an account.
const forMembers = { idleFor: 'members' } as const
const AccountSettings = lazyPart(
  async () => (await import('../features/account/AccountSettings.tsx')).AccountSettings,
  forMembers,
)
const PrivacySettings = lazyPart(
  async () => (await import('../features/account/PrivacySettings.tsx')).PrivacySettings,
  forMembers,
)
const DataSettings = lazyPart(
  async () => (await import('../features/account/DataSettings.tsx')).DataSettings,
  forMembers,
)

type SectionProps = { id: string; heading: string; children: ReactNode }

function Section({ id, heading, children }: SectionProps) {
  return (
    <section id={id} className="settings-section" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} tabIndex={-1}>
        {heading}
      </h2>
      <Suspense>{children}</Suspense>
    </section>
  )
}

export function SettingsPage() {
  const member = useMember()
  const sections: (SectionProps | undefined)[] = [
    member && { id: 'account', heading: 'Account', children: <AccountSettings member={member} /> },
    { id: 'appearance', heading: 'Appearance', children: <ThemePicker /> },
    { id: 'keyboard', heading: 'Keyboard', children: <KeyboardSettings /> },
    member && { id: 'privacy', heading: 'Privacy', children: <PrivacySettings /> },
    member && { id: 'data', heading: 'Your data', children: <DataSettings member={member} /> },
    { id: 'about', heading: 'About Cruddur', children: <AboutLinks /> },
  ]
  const shown = sections.filter((section) => section !== undefined)
  return (
    <>
      <PageHead back heading="Settings" />
      <div className="form-page">
        <SettingsSections sections={shown} />
        {shown.map((section) => (
          <Section key={section.id} {...section} />
        ))}
      </div>
    </>
  )
}

function KeyboardSettings() {
  return (
    <>
      <p>Move through cruds, reply and post without leaving the keyboard.</p>
      <button type="button" className="button quiet" onClick={() => overlay.set({ kind: 'shortcuts' })}>
        Show shortcuts
      </button>
    </>
  )
}

function AboutLinks() {
  return (
    <LinkList
      links={[
        { href: '/about', words: 'How forgetting works' },
        { href: '/terms', words: 'Terms' },
        { href: '/privacy', words: 'Privacy' },
      ]}
    />
  )
}
