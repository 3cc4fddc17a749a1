import '../features/admin/admin.css'
import { useMember } from '../client/session/use-session.ts'
import { ServerState } from '../features/admin/ServerState.tsx'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

export function AdminPage() {
  const member = useMember()
  return (
    <>
      <PageHead back heading={words.admin.heading} />
      <MembersOnly to="see how the server is doing">{member && <ServerState />}</MembersOnly>
    </>
  )
}
