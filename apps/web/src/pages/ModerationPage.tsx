import '../features/moderation/moderation.css'
import { useMember } from '../client/session/use-session.ts'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { Decisions } from '../features/moderation/Decisions.tsx'
import { ModerationTabs, type Section, sections } from '../features/moderation/ModerationTabs.tsx'
import { People } from '../features/moderation/People.tsx'
import { Reports } from '../features/moderation/Reports.tsx'
import { SignUpRules } from '../features/moderation/SignUpRules.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

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
            <Content />
          </>
        )}
      </MembersOnly>
    </>
  )
}
