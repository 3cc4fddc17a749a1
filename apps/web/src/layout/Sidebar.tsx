import { Suspense } from 'react'
import { useSession } from '../client/session/use-session.ts'
import { usePathname } from '../navigation/location.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { useMedia } from '../ui/use-media.ts'
import { words } from '../words/words.ts'

// Fetched after the feed, and not at all on narrow screens.
const SidebarContent = lazyPart(async () => (await import('./SidebarContent.tsx')).SidebarContent)

const Foot = lazyPart(async () => (await import('./Foot.tsx')).Foot)

/** The welcome has nothing beside it that leads away. */
const isAlone = (path: string) => path.startsWith('/welcome')

/** The column beside the feed. Where there is no room for it, its foot is below the page. */
export function Sidebar() {
  const isWide = useMedia('(width >= 1060px)')
  const { phase } = useSession()
  const path = usePathname()
  // Conversations take its room.
  if (path.startsWith('/messages')) return null
  return (
    <aside className="sidebar" aria-label={words.layout.aside}>
      <Suspense>
        {!isAlone(path) &&
          (isWide ? <SidebarContent /> : phase !== 'restoring' && <Foot withLanguages={phase === 'visitor'} />)}
      </Suspense>
    </aside>
  )
}
