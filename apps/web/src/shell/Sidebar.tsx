import { lazy, Suspense } from 'react'
import { usePathname } from 'wouter/use-browser-location'
import { AppLink } from '../navigation/AppLink.tsx'
import { useSession } from '../session/use-session.ts'
import { useMedia } from '../ui/use-media.ts'
import { Invitation } from './Invitation.tsx'
import { Promises } from './Promises.tsx'

// Not part of the first load: the feed is what one came for.
const SearchBox = lazy(async () => ({ default: (await import('../features/search/SearchBox.tsx')).SearchBox }))
const SidebarSocial = lazy(async () => ({ default: (await import('./SidebarSocial.tsx')).SidebarSocial }))

/** What stands beside the feed. */
export const Sidebar = () => {
  const { phase } = useSession()
  const isShown = useMedia('(width >= 1060px)')
  const isSearching = usePathname() === '/search'
  return (
    <aside className="sidebar" aria-label="About Cruddur">
      {isShown && !isSearching && (
        <Suspense fallback={<div className="search-box-room" />}>
          <SearchBox />
        </Suspense>
      )}
      {phase === 'visitor' && <Invitation />}
      <Suspense>{isShown && phase !== 'restoring' && <SidebarSocial />}</Suspense>
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
    </aside>
  )
}
