import type { Lifetime } from '@cruddur/contract/lifetimes'
import { type MessageGroup, shortenMessages } from '@cruddur/contract/messages'
import { useQueryClient } from '@tanstack/react-query'
import { lifetimeWords } from '../../time/lifetime-words.ts'
import { announce } from '../../ui/announce.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'
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
      announce(words.thread.nowLive(lifetimeWords[shortened.lifetime]))
      onClose()
    },
    words: { ttl_blank: words.thread.chooseLifetime },
  })
  return (
    <Dialog title={words.thread.lifetimeHeading} onClose={onClose}>
      <p>{words.thread.lifetimeWords(lifetimeWords[group.lifetime])}</p>
      <CallForm form={form} submit={words.thread.makeShorter}>
        <fieldset className="choice">
          <legend>{words.thread.fromNowOn}</legend>
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
