import { useSession } from '../client/session/use-session.ts'
import { Invitation } from '../features/identity/Invitation.tsx'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { usePathname } from '../navigation/location.ts'
import { Promises } from './Promises.tsx'
import { SidebarSocial } from './SidebarSocial.tsx'

export function SidebarContent() {
  const { phase } = useSession()
  const isSearching = usePathname() === '/search'
  return (
    <>
      {!isSearching && <SearchBox />}
      {phase === 'visitor' && <Invitation />}
      {phase !== 'restoring' && <SidebarSocial />}
      {phase === 'member' && <Promises />}
      <ul className="sidebar-links">
        <li>
          <AppLink href="/about">About</AppLink>
        </li>
        <li>
          <AppLink href="/terms">Terms</AppLink>
        </li>
        <li>
          <AppLink href="/privacy">Privacy</AppLink>
        </li>
      </ul>
    </>
  )
}
