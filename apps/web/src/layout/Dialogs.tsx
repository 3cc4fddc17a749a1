import { lazy, Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { useStore } from '../client/store.ts'
import { composing } from '../features/compose/compose-dialog.ts'
import { overlay } from '../navigation/overlay.ts'
import { shortcutsShown } from './shortcuts-shown.ts'

const ComposeDialog = lazy(async () => ({
  default: (await import('../features/compose/ComposeDialog.tsx')).ComposeDialog,
}))
const ShortcutsDialog = lazy(async () => ({ default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog }))

const Overlays = lazy(async () => ({ default: (await import('./Overlays.tsx')).Overlays }))

/** What any page can open above itself; fetched when it is opened first. */
export function Dialogs() {
  const writes = useStore(composing)
  const asks = useStore(shortcutsShown)
  const open = useStore(overlay)
  const member = useMember()
  return (
    <Suspense>
      {writes && member && <ComposeDialog author={member} onClose={() => composing.set(false)} />}
      {open && <Overlays open={open} />}
      {asks && <ShortcutsDialog onClose={() => shortcutsShown.set(false)} />}
    </Suspense>
  )
}
