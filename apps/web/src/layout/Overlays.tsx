import { Suspense } from 'react'
import { useStore } from '../client/store.ts'
import { burningCruds } from '../cruds/burning.ts'
import { closeOverlay, overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'

// The list of menus and dialogs, too: the first page shows none of them.
const OpenOverlay = lazyPart(async () => (await import('./OpenOverlay.tsx')).OpenOverlay, { idleFor: 'everybody' })
const PendingBurns = lazyPart(async () => (await import('../features/activities/PendingBurns.tsx')).PendingBurns, {
  idleFor: 'members',
})

/** What is open above the page, if anything is. */
export function Overlays() {
  const open = useStore(overlay)
  const anyBurning = useStore(burningCruds).size > 0
  return (
    <>
      <Suspense>{open && <OpenOverlay open={open} onClose={closeOverlay} />}</Suspense>
      <Suspense>{anyBurning && <PendingBurns />}</Suspense>
    </>
  )
}
