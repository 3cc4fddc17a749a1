import { Suspense } from 'react'
import { usePathname } from '../navigation/location.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { useMedia } from '../ui/use-media.ts'

// The feed is what one came for, and on most screens there is no room beside it.
const SidebarContent = lazyPart(async () => (await import('./SidebarContent.tsx')).SidebarContent)

/** What stands beside the feed. */
export function Sidebar() {
  const isShown = useMedia('(width >= 1060px)')
  // A conversation takes the room for itself.
  if (usePathname().startsWith('/messages')) return null
  return (
    <aside className="sidebar" aria-label="About Cruddur">
      <Suspense>{isShown && <SidebarContent />}</Suspense>
    </aside>
  )
}
