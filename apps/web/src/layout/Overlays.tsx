import { lazy, Suspense } from 'react'
import { InvitationDialog } from '../features/identity/InvitationDialog.tsx'
import { PersonMenu } from '../features/relations/PersonMenu.tsx'
import { closeOverlay, type Overlay } from '../navigation/overlay.ts'
import { CrudMenu } from './CrudMenu.tsx'

const BurnDialog = lazy(async () => ({ default: (await import('../features/activities/BurnDialog.tsx')).BurnDialog }))
const ShortenDialog = lazy(async () => ({
  default: (await import('../features/activities/ShortenDialog.tsx')).ShortenDialog,
}))
const BlockDialog = lazy(async () => ({ default: (await import('../features/relations/BlockDialog.tsx')).BlockDialog }))
const ReportCrudDialog = lazy(async () => ({
  default: (await import('../features/reports/ReportCrudDialog.tsx')).ReportCrudDialog,
}))
const ReportPersonDialog = lazy(async () => ({
  default: (await import('../features/reports/ReportPersonDialog.tsx')).ReportPersonDialog,
}))
const DeleteAccountDialog = lazy(async () => ({
  default: (await import('../features/account/DeleteAccountDialog.tsx')).DeleteAccountDialog,
}))

function shown(open: Overlay) {
  switch (open.kind) {
    case 'crud-menu':
      return <CrudMenu crud={open.crud} anchor={open.anchor} onClose={closeOverlay} />
    case 'person-menu':
      return <PersonMenu profile={open.profile} anchor={open.anchor} onClose={closeOverlay} />
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
  }
}

/** The menu or dialog that is open above the page. */
export function Overlays({ open }: { open: Overlay }) {
  return <Suspense>{shown(open)}</Suspense>
}
