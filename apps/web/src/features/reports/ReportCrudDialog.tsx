import type { Activity } from '@cruddur/contract/activities'
import { reportActivity } from '@cruddur/contract/reports'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/toast.ts'
import { useCallForm } from '../../ui/use-call-form.ts'
import { ReportFields } from './ReportFields.tsx'
import { reportArgs } from './report-args.ts'

type ReportCrudDialogProps = { crud: Activity; onClose: () => void }

export function ReportCrudDialog({ crud, onClose }: ReportCrudDialogProps) {
  const form = useCallForm({
    endpoint: reportActivity,
    fields: ['reason', 'note'],
    toArgs: (values) => ({ uuid: crud.uuid, ...reportArgs(values) }),
    onDone: () => {
      showToast({ words: 'Thank you. A moderator will look at it.' })
      onClose()
    },
  })
  return (
    <Dialog title={`Report this crud by @${crud.handle}`} onClose={onClose}>
      <p>
        A copy of it is sealed for moderators, since the crud itself may be gone before they look. Nobody else sees the
        copy, and it is destroyed too. @{crud.handle} is not told.
      </p>
      <ReportFields form={form} />
    </Dialog>
  )
}
