import { Suspense } from 'react'
import { usePathname } from '../navigation/location.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { useMedia } from '../ui/use-media.ts'
import { words } from '../words/words.ts'

// Fetched after the feed, and not at all on narrow screens.
const SidebarContent = lazyPart(async () => (await import('./SidebarContent.tsx')).SidebarContent)

/** The welcome has nothing beside it that leads away. */
const isAlone = (path: string) => path.startsWith('/welcome')

/** The column beside the feed. */
export function Sidebar() {
  const isShown = useMedia('(width >= 1060px)')
  const path = usePathname()
  // Conversations take its room.
  if (path.startsWith('/messages')) return null
  return (
    <aside className="sidebar" aria-label={words.layout.aside}>
      <Suspense>{isShown && !isAlone(path) && <SidebarContent />}</Suspense>
    </aside>
  )
}
