import { Suspense } from 'react'
import { useStore } from '../client/store.ts'
import { closeOverlay, overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'

// The list of menus and dialogs, too: the first page shows none of them.
const OpenOverlay = lazyPart(async () => (await import('./OpenOverlay.tsx')).OpenOverlay, { idleFor: 'everybody' })

/** What is open above the page, if anything is. */
export function Overlays() {
  const open = useStore(overlay)
  return <Suspense>{open && <OpenOverlay open={open} onClose={closeOverlay} />}</Suspense>
}
