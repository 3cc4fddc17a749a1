import { useMember } from '../client/session/use-session.ts'
import type { Overlay } from '../navigation/overlay.ts'
import { lazyPart } from '../parts/lazy-part.tsx'

const BlockDialog = lazyPart(async () => (await import('../features/relations/BlockDialog.tsx')).BlockDialog, {
  idleFor: 'members',
})
const BurnDialog = lazyPart(async () => (await import('../features/activities/BurnDialog.tsx')).BurnDialog, {
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

/** The menu or dialog that is open above the page. Each is fetched when it is first opened. */
export function OpenOverlay({ open, onClose }: { open: Overlay; onClose: () => void }) {
  const member = useMember()
  switch (open.kind) {
    case 'crud-menu':
      return <CrudMenu crud={open.crud} anchor={open.anchor} onClose={onClose} />
    case 'person-menu':
      return <PersonMenu profile={open.profile} anchor={open.anchor} onClose={onClose} />
    case 'compose':
      return member && <ComposeDialog author={member} onClose={onClose} />
    case 'burn':
      return <BurnDialog crud={open.crud} onClose={onClose} />
    case 'shorten':
      return <ShortenDialog crud={open.crud} onClose={onClose} />
    case 'report-crud':
      return <ReportCrudDialog crud={open.crud} onClose={onClose} />
    case 'block':
      return <BlockDialog person={open.person} onClose={onClose} />
    case 'report-person':
      return <ReportPersonDialog person={open.person} onClose={onClose} />
    case 'delete-account':
      return <DeleteAccountDialog onClose={onClose} />
    case 'invitation':
      return <InvitationDialog to={open.to} onClose={onClose} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />
  }
}
