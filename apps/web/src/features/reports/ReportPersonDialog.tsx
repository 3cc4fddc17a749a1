import { reportPerson } from '@cruddur/contract/reports'
import type { Named } from '../../navigation/overlay.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/toast.ts'
import { useCallForm } from '../../ui/use-call-form.ts'
import { ReportFields } from './ReportFields.tsx'
import { reportArgs } from './report-args.ts'

type ReportPersonDialogProps = { person: Named; onClose: () => void }

export function ReportPersonDialog({ person, onClose }: ReportPersonDialogProps) {
  const form = useCallForm({
    endpoint: reportPerson,
    fields: ['reason', 'note'],
    toArgs: (values) => ({ handle: person.handle, ...reportArgs(values) }),
    onDone: () => {
      showToast({ words: 'Thank you. A moderator will look at it.' })
      onClose()
    },
  })
  return (
    <Dialog title={`Report @${person.handle}`} onClose={onClose}>
      <p>Moderators are told whom you mean and what you write here. @{person.handle} is not told.</p>
      <ReportFields form={form} />
    </Dialog>
  )
}
