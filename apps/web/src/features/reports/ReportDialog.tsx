import type { Activity } from '@cruddur/contract/activities'
import { reportActivity, reportPerson } from '@cruddur/contract/reports'
import { useQuery } from '@tanstack/react-query'
import { serverFactsQuery } from '../../client/server-facts.ts'
import type { PersonName } from '../../navigation/overlay.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { type CallFormState, useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { ReportFields } from './ReportFields.tsx'
import { reportArgs } from './report-args.ts'

type FrameProps = { title: string; form: CallFormState; explanation: string; onClose: () => void }

/** A report, and whether anybody will look at it. */
function Frame({ title, form, explanation, onClose }: FrameProps) {
  const { data: facts } = useQuery(serverFactsQuery)
  return (
    <Dialog title={title} onClose={onClose}>
      <p>
        {explanation} {facts && (facts.has_moderators ? words.reports.haveModerators : words.reports.noModerators)}
      </p>
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
  const { handle } = crud
  return (
    <Frame
      title={words.reports.reportCrud(handle)}
      form={form}
      explanation={words.reports.aboutCrud(handle)}
      onClose={onClose}
    />
  )
}

export function ReportPersonDialog({ person, onClose }: { person: PersonName; onClose: () => void }) {
  const form = useCallForm({
    endpoint: reportPerson,
    fields,
    toArgs: (values) => ({ handle: person.handle, ...reportArgs(values) }),
    onDone: () => thank(onClose),
  })
  const { handle } = person
  return (
    <Frame
      title={words.reports.reportPerson(handle)}
      form={form}
      explanation={words.reports.aboutPerson(handle)}
      onClose={onClose}
    />
  )
}
