import { useSession } from '../client/session/use-session.ts'
import { Invitation } from '../features/identity/Invitation.tsx'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { usePathname } from '../navigation/location.ts'
import { Foot } from './Foot.tsx'
import { Promises } from './Promises.tsx'
import { SidebarSocial } from './SidebarSocial.tsx'

export function SidebarContent() {
  const { phase } = useSession()
  const path = usePathname()
  return (
    <>
      {path !== '/search' && <SearchBox />}
      {/* Home says it above its feed. */}
      {phase === 'visitor' && path !== '/' && <Invitation />}
      {phase !== 'restoring' && <SidebarSocial />}
      {phase === 'member' && <Promises />}
      <Foot withLanguages={phase === 'visitor'} />
    </>
  )
}
