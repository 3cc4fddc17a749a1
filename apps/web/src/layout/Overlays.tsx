import { Suspense } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { useStore } from '../client/store.ts'
import { burningCruds } from '../cruds/burning.ts'
import { closeOverlay, type Overlay, overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'

const BlockDialog = lazyPart(async () => (await import('../features/relations/BlockDialog.tsx')).BlockDialog, {
  idleFor: 'members',
})
const BurnDialog = lazyPart(async () => (await import('../features/activities/BurnDialog.tsx')).BurnDialog, {
  idleFor: 'members',
})
const PendingBurns = lazyPart(async () => (await import('../features/activities/PendingBurns.tsx')).PendingBurns, {
  idleFor: 'members',
})
const ComposeDialog = lazyPart(async () => (await import('../features/compose/ComposeDialog.tsx')).ComposeDialog, {
  idleFor: 'members',
})
const CrudMenu = lazyPart(async () => (await import('./CrudMenu.tsx')).CrudMenu, { idleFor: 'everybody' })
const DeleteAccountDialog = lazyPart(
  async () => (await import('../features/account/DeleteAccountDialog.tsx')).DeleteAccountDialog,
  { idleFor: 'members' },
)
const InvitationDialog = lazyPart(
  async () => (await import('../features/identity/InvitationDialog.tsx')).InvitationDialog,
  { idleFor: 'visitors' },
)
const PersonMenu = lazyPart(async () => (await import('../features/relations/PersonMenu.tsx')).PersonMenu, {
  idleFor: 'everybody',
})
const ReportCrudDialog = lazyPart(async () => (await import('../features/reports/ReportDialog.tsx')).ReportCrudDialog, {
  idleFor: 'members',
})
const ReportPersonDialog = lazyPart(
  async () => (await import('../features/reports/ReportDialog.tsx')).ReportPersonDialog,
  { idleFor: 'members' },
)
const ShortcutsDialog = lazyPart(async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog, {
  idleFor: 'everybody',
})
const ShortenDialog = lazyPart(async () => (await import('../features/activities/ShortenDialog.tsx')).ShortenDialog, {
  idleFor: 'members',
})

function Shown({ open }: { open: Overlay }) {
  const member = useMember()
  switch (open.kind) {
    case 'crud-menu':
      return <CrudMenu crud={open.crud} anchor={open.anchor} onClose={closeOverlay} />
    case 'person-menu':
      return <PersonMenu profile={open.profile} anchor={open.anchor} onClose={closeOverlay} />
    case 'compose':
      return member && <ComposeDialog author={member} onClose={closeOverlay} />
    case 'burn':
      return <BurnDialog crud={open.crud} onClose={closeOverlay} />
    case 'shorten':
      return <ShortenDialog crud={open.crud} onClose={closeOverlay} />
    case 'report-crud':
      return <ReportCrudDialog crud={open.crud} onClose={closeOverlay} />
    case 'block':
      return <BlockDialog person={open.person} onClose={closeOverlay} />
    case 'report-person':
      return <ReportPersonDialog person={open.person} onClose={closeOverlay} />
    case 'delete-account':
      return <DeleteAccountDialog onClose={closeOverlay} />
    case 'invitation':
      return <InvitationDialog to={open.to} onClose={closeOverlay} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeOverlay} />
  }
}

/** The menu or dialog that is open above the page. Each is fetched when it is first opened. */
export function Overlays() {
  const open = useStore(overlay)
  const anyBurning = useStore(burningCruds).size > 0
  return (
    <>
      <Suspense>{open && <Shown open={open} />}</Suspense>
      <Suspense>{anyBurning && <PendingBurns />}</Suspense>
    </>
  )
}
