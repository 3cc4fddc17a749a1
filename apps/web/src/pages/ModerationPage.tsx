import '../features/moderation/moderation.css'
import { Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { ModerationTabs, type Section, sections } from '../features/moderation/ModerationTabs.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

// One section is shown at a time.
const Reports = lazyPart(async () => (await import('../features/moderation/Reports.tsx')).Reports)
const People = lazyPart(async () => (await import('../features/moderation/People.tsx')).People)
const Decisions = lazyPart(async () => (await import('../features/moderation/Decisions.tsx')).Decisions)
const SignUpRules = lazyPart(async () => (await import('../features/moderation/SignUpRules.tsx')).SignUpRules)
const contents = { reports: Reports, people: People, decisions: Decisions, 'sign-up': SignUpRules }

export function ModerationPage({ section }: { section?: string }) {
  const member = useMember()
  const shown: Section = sections.find((each) => each === section) ?? 'reports'
  const Content = contents[shown]
  return (
    <>
      <PageHead back heading={words.moderation.heading}>
        <AppLink href="/admin" className="head-link">
          {words.moderation.server}
        </AppLink>
      </PageHead>
      <MembersOnly to={words.moderation.to}>
        {member && (
          <>
            <ModerationTabs shown={shown} />
            <Suspense fallback={<ListSkeleton of="people" lines={2} />}>
              <Content />
            </Suspense>
          </>
        )}
      </MembersOnly>
    </>
  )
}
