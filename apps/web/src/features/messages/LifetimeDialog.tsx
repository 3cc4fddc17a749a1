import type { Lifetime } from '@cruddur/contract/lifetimes'
import { type MessageGroup, shortenMessages } from '@cruddur/contract/messages'
import { useQueryClient } from '@tanstack/react-query'
import { lifetimeWords } from '../../time/lifetime-words.ts'
import { announce } from '../../ui/announce.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { shorterLifetimes } from './shorter-lifetimes.ts'
import { keepGroup } from './thread-cache.ts'

type LifetimeDialogProps = { group: MessageGroup; onClose: () => void }

export function LifetimeDialog({ group, onClose }: LifetimeDialogProps) {
  const client = useQueryClient()
  const form = useCallForm({
    endpoint: shortenMessages,
    fields: ['ttl'],
    // Without a choice the contract refuses it with `ttl_blank`.
    toArgs: (values) => ({ message_group_uuid: group.uuid, ttl: (values['ttl'] ?? '') as Lifetime }),
    onDone: (shortened) => {
      keepGroup(client, shortened)
      announce(`New messages now live ${lifetimeWords[shortened.lifetime]}.`)
      onClose()
    },
    words: { ttl_blank: 'Choose how long messages should live.' },
  })
  return (
    <Dialog title="How long messages live" onClose={onClose}>
      <p>
        New messages live {lifetimeWords[group.lifetime]}. Either of you can make that shorter, for both, and nobody can
        make it longer again. Messages that were sent before keep their time: their senders can burn them.
      </p>
      <CallForm form={form} submit="Make it shorter">
        <fieldset className="choice">
          <legend>Messages from now on live</legend>
          {shorterLifetimes(group.lifetime).map((lifetime) => (
            <label key={lifetime}>
              <input type="radio" name="ttl" value={lifetime} />
              <span>{lifetimeWords[lifetime]}</span>
            </label>
          ))}
        </fieldset>
        <p role="alert" className="error">
          {form.errorOf('ttl')}
        </p>
      </CallForm>
    </Dialog>
  )
}
