import { suspendPerson } from '@cruddur/contract/moderation/people'
import { type SuspensionLength, suspensionLengths } from '@cruddur/contract/moderation/suspensions'
import { reportReasons } from '@cruddur/contract/reports'
import { useQueryClient } from '@tanstack/react-query'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { Choice } from './Choice.tsx'
import { moderationKey } from './moderation.queries.ts'

export function SuspendDialog({ handle, onClose }: { handle: string; onClose: () => void }) {
  const client = useQueryClient()
  const w = words.moderation
  const form = useCallForm({
    endpoint: suspendPerson,
    fields: ['length', 'reason'],
    toArgs: ({ length, reason }) => ({
      handle,
      length: length as SuspensionLength,
      reason: reason as (typeof reportReasons)[number],
    }),
    onDone: () => {
      showToast({ words: w.suspended(handle) })
      client.invalidateQueries({ queryKey: [moderationKey] })
      onClose()
    },
  })
  return (
    <Dialog title={w.suspendTitle(handle)} onClose={onClose}>
      <p>{w.suspendHint}</p>
      <CallForm form={form} submit={w.suspend} grave>
        <Choice
          name="length"
          legend={w.howLong}
          options={suspensionLengths.map((value) => ({ value, words: w.lengths[value] }))}
        />
        <Choice
          name="reason"
          legend={words.reports.whatIsWrong}
          options={reportReasons.map((value) => ({ value, words: words.reports.reasons[value] }))}
        />
      </CallForm>
    </Dialog>
  )
}
