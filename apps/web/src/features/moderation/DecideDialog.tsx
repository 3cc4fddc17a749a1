import { burnings, decideReport } from '@cruddur/contract/moderation/decisions'
import type { SealedReport } from '@cruddur/contract/moderation/open-reports'
import { type SuspensionLength, suspensionLengths } from '@cruddur/contract/moderation/suspensions'
import { useQueryClient } from '@tanstack/react-query'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { Choice } from './Choice.tsx'
import { moderationKey } from './moderation.queries.ts'

type Burning = (typeof burnings)[number]

/** Asks what to burn and whether to suspend. */
export function DecideDialog({ report, onClose }: { report: SealedReport; onClose: () => void }) {
  const client = useQueryClient()
  const w = words.moderation
  const form = useCallForm({
    endpoint: decideReport,
    fields: ['burn', 'suspend'],
    toArgs: ({ burn, suspend }) => ({
      uuid: report.uuid,
      burn: burn as Burning,
      suspend: suspend === 'no' ? null : (suspend as SuspensionLength),
    }),
    onDone: () => {
      showToast({ words: w.decided })
      client.invalidateQueries({ queryKey: [moderationKey] })
      onClose()
    },
  })
  const canBurn = burnings.filter((burning) => burning !== 'crud' || report.activity_expires_at !== null)
  return (
    <Dialog title={w.decideTitle(report.reported_handle)} onClose={onClose}>
      <p>{w.decideBody}</p>
      <CallForm form={form} submit={w.decideSubmit} grave>
        <Choice name="burn" legend={w.burn} options={canBurn.map((value) => ({ value, words: w.burnings[value] }))} />
        <Choice
          name="suspend"
          legend={w.suspend}
          options={[
            { value: 'no', words: w.notSuspended },
            ...suspensionLengths.map((value) => ({ value, words: w.lengths[value] })),
          ]}
          hint={w.suspendHint}
        />
      </CallForm>
    </Dialog>
  )
}
