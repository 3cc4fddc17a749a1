import { createInvitation, endInvitation, type Invitation } from '@cruddur/contract/moderation/invitations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { dateAndTime } from './dates.ts'
import { invitationsQuery, moderationKey } from './moderation.queries.ts'

/** The invitations that work, and a form that makes one. */
export function Invitations() {
  const client = useQueryClient()
  const { data = [] } = useQuery(invitationsQuery)
  const renew = () => client.invalidateQueries({ queryKey: [moderationKey] })
  const w = words.moderation
  const form = useCallForm({
    endpoint: createInvitation,
    fields: ['uses', 'days'],
    toArgs: ({ uses, days }) => ({ uses: Number(uses), days: Number(days) }),
    onDone: renew,
  })
  return (
    <section>
      <h2>{w.invitations}</h2>
      <p>{w.invitationsHint}</p>
      {data.length === 0 && <p className="hint">{w.noInvitations}</p>}
      <ul className="invitations">
        {data.map((invitation) => (
          <InvitationRow key={invitation.uuid} invitation={invitation} onEnded={renew} />
        ))}
      </ul>
      <CallForm form={form} submit={w.invite}>
        <Field
          name="uses"
          type="number"
          min={1}
          max={100}
          defaultValue={1}
          label={w.uses}
          error={form.errorOf('uses')}
        />
        <Field
          name="days"
          type="number"
          min={1}
          max={30}
          defaultValue={7}
          label={w.days}
          error={form.errorOf('days')}
        />
      </CallForm>
    </section>
  )
}

/** Four groups of four letters are read out and typed with fewer faults. */
const inGroups = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-')

type InvitationRowProps = { invitation: Invitation; onEnded: () => Promise<unknown> }

function InvitationRow({ invitation: { uuid, code, uses_left, expires_at }, onEnded }: InvitationRowProps) {
  const w = words.moderation
  const copy = () =>
    navigator.clipboard.writeText(inGroups(code)).then(
      () => showToast({ words: w.copied }),
      () => showToast({ words: w.copyFailed }),
    )
  const end = async () => {
    await call(endInvitation, { uuid })
    await onEnded()
  }
  return (
    <li>
      <code dir="ltr">{inGroups(code)}</code>
      <span className="hint">
        {w.usesLeft(uses_left)} · {w.ends(dateAndTime(expires_at))}
      </span>
      <button type="button" className="button quiet" onClick={copy}>
        {w.copy}
      </button>
      <ActionButton act={end} failed={w.failed}>
        {w.endInvitation}
      </ActionButton>
    </li>
  )
}
