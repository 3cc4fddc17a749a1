import { type ReactNode, Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { LanguagePicker } from '../features/language/LanguagePicker.tsx'
import { SettingsSections } from '../features/settings/SettingsSections.tsx'
import { ThemePicker } from '../features/settings/ThemePicker.tsx'
import { overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { LinkList } from '../ui/LinkList.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'
import '../features/settings/settings.css'

// Only members have an account.
const forMembers = { idleFor: 'members' } as const
const AccountSettings = lazyPart(
  async () => (await import('../features/account/AccountSettings.tsx')).AccountSettings,
  forMembers,
)
const FacePicker = lazyPart(async () => (await import('../features/face/FacePicker.tsx')).FacePicker, forMembers)
const PrivacySettings = lazyPart(
  async () => (await import('../features/account/PrivacySettings.tsx')).PrivacySettings,
  forMembers,
)
const DataSettings = lazyPart(
  async () => (await import('../features/account/DataSettings.tsx')).DataSettings,
  forMembers,
)
const DefaultLifetime = lazyPart(
  async () => (await import('../features/preferences/DefaultLifetime.tsx')).DefaultLifetime,
  forMembers,
)
const PushSettings = lazyPart(
  async () => (await import('../features/notifications/PushSettings.tsx')).PushSettings,
  forMembers,
)
const ReceiptSettings = lazyPart(
  async () => (await import('../features/preferences/ReceiptSettings.tsx')).ReceiptSettings,
  forMembers,
)
const Standing = lazyPart(async () => (await import('../features/moderation/Standing.tsx')).Standing)

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
    member && { id: 'account', heading: words.settings.account, children: <AccountSettings member={member} /> },
    member && { id: 'face', heading: words.face.heading, children: <FacePicker member={member} /> },
    { id: 'appearance', heading: words.settings.appearance, children: <ThemePicker /> },
    { id: 'language', heading: words.language.heading, children: <LanguagePicker /> },
    { id: 'keyboard', heading: words.settings.keyboard, children: <KeyboardSettings /> },
    member && { id: 'writing', heading: words.settings.writing, children: <DefaultLifetime /> },
    member && { id: 'notifications', heading: words.push.heading, children: <NoteSettings /> },
    member && { id: 'privacy', heading: words.settings.privacy, children: <PrivacySettings /> },
    member && { id: 'data', heading: words.settings.data, children: <DataSettings member={member} /> },
    { id: 'about', heading: words.settings.about, children: <AboutLinks /> },
  ]
  const shown = sections.filter((section) => section !== undefined)
  return (
    <>
      <PageHead back heading={words.settings.heading} />
      <div className="form-page">
        <SettingsSections sections={shown} />
        <Suspense>{member && <Standing />}</Suspense>
        {shown.map((section) => (
          <Section key={section.id} {...section} />
        ))}
      </div>
    </>
  )
}

function NoteSettings() {
  return (
    <>
      <PushSettings />
      <ReceiptSettings />
    </>
  )
}

function KeyboardSettings() {
  return (
    <>
      <p>{words.settings.keyboardHint}</p>
      <button type="button" className="button quiet" onClick={() => overlay.set({ kind: 'shortcuts' })}>
        {words.settings.showShortcuts}
      </button>
    </>
  )
}

function AboutLinks() {
  return (
    <LinkList
      links={[
        { href: '/about', words: words.settings.aboutPage },
        { href: '/terms', words: words.settings.terms },
        { href: '/privacy', words: words.settings.privacyPage },
      ]}
    />
  )
}
