import '../features/admin/admin.css'
import { useMember } from '../client/session/use-session.ts'
import { ServerState } from '../features/admin/ServerState.tsx'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function AdminPage() {
  const member = useMember()
  return (
    <>
      <PageHead back heading="Server" />
      <MembersOnly to="see how the server is doing">{member && <ServerState />}</MembersOnly>
    </>
  )
}
