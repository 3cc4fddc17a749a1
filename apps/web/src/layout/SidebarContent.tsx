import { useSession } from '../client/session/use-session.ts'
import { Invitation } from '../features/identity/Invitation.tsx'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { usePathname } from '../navigation/location.ts'
import { LinkList } from '../ui/LinkList.tsx'
import { words } from '../words/words.ts'
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
      <LinkList
        className="sidebar-links"
        links={[
          { href: '/about', words: words.sidebar.about },
          { href: '/terms', words: words.sidebar.terms },
          { href: '/privacy', words: words.sidebar.privacy },
        ]}
      />
    </>
  )
}
