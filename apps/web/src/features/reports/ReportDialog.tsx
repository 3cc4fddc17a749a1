import type { Activity } from '@cruddur/contract/activities'
import { reportActivity, reportPerson } from '@cruddur/contract/reports'
import type { ReactNode } from 'react'
import type { PersonName } from '../../navigation/overlay.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { type CallFormState, useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
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
  showToast({ words: words.reports.thanks })
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
    <Frame title={words.reports.reportCrud(crud.handle)} form={form} onClose={onClose}>
      <p>{words.reports.aboutCrud(crud.handle)}</p>
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
    <Frame title={words.reports.reportPerson(person.handle)} form={form} onClose={onClose}>
      <p>{words.reports.aboutPerson(person.handle)}</p>
    </Frame>
  )
}
