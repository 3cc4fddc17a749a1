import { lazy, Suspense } from 'react'
import { usePathname } from 'wouter/use-browser-location'
import { useMedia } from '../ui/use-media.ts'

// The feed is what one came for, and on most screens there is no room beside it.
const SidebarContent = lazy(async () => ({ default: (await import('./SidebarContent.tsx')).SidebarContent }))

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
