import type { Activity } from '@cruddur/contract/activities'
import { reportActivity, reportPerson } from '@cruddur/contract/reports'
import type { ReactNode } from 'react'
import type { PersonName } from '../../navigation/overlay.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { type CallFormState, useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { ReportFields } from './ReportFields.tsx'
import { reportArgs } from './report-args.ts'

type FrameProps = { title: string; form: CallFormState; onClose: () => void; children: ReactNode }

function Frame({ title, form, onClose, children }: FrameProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <ReportFields form={form} />
    </Dialog>
  )
}

const fields = ['reason', 'note'] as const

function thank(onClose: () => void): void {
  showToast({ words: 'Thank you. Your report is kept for the moderators of this server, if it has any.' })
  onClose()
}

export function ReportCrudDialog({ crud, onClose }: { crud: Activity; onClose: () => void }) {
  const form = useCallForm({
    endpoint: reportActivity,
    fields,
    toArgs: (values) => ({ uuid: crud.uuid, ...reportArgs(values) }),
    onDone: () => thank(onClose),
  })
  return (
    <Frame title={`Report this crud by @${crud.handle}`} form={form} onClose={onClose}>
      <p>
        A copy of it is kept for the moderators of this server, if it has any, because the crud may be gone before they
        look. Cruddur shows the copy to nobody else, and it ends too. @{crud.handle} won’t be notified.
      </p>
    </Frame>
  )
}

export function ReportPersonDialog({ person, onClose }: { person: PersonName; onClose: () => void }) {
  const form = useCallForm({
    endpoint: reportPerson,
    fields,
    toArgs: (values) => ({ handle: person.handle, ...reportArgs(values) }),
    onDone: () => thank(onClose),
  })
  return (
    <Frame title={`Report @${person.handle}`} form={form} onClose={onClose}>
      <p>
        The moderators of this server, if it has any, see who it is about and what you write here. @{person.handle}{' '}
        won’t be notified.
      </p>
    </Frame>
  )
}
