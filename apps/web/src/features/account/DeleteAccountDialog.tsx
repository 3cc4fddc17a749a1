import { deleteAccount } from '@cruddur/contract/account'
import { useState } from 'react'
import { leaveEverywhere } from '../../client/session/sign-out.ts'
import { useMember } from '../../client/session/use-session.ts'
import { navigate } from '../../navigation/location.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { Field, PasswordField } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'

/** Asks for the password, which only the owner knows, and for the handle, which nobody types by accident. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const member = useMember()
  const [typed, setTyped] = useState('')
  const [unlike, setUnlike] = useState(false)
  const meant = typed.trim().replace(/^@/, '').toLowerCase() === member?.handle
  const form = useCallForm({
    endpoint: deleteAccount,
    fields: ['password'],
    toArgs: ({ password = '' }) => ({ password }),
    onDone: () => {
      onClose()
      leaveEverywhere()
      navigate('/')
      showToast({ words: words.ownData.goodbye })
    },
    words: { password_blank: words.ownData.enterPassword },
  })
  const guarded = {
    ...form,
    onSubmit: (event: Parameters<typeof form.onSubmit>[0]) => {
      setUnlike(!meant)
      if (meant) return form.onSubmit(event)
      event.preventDefault()
      form.ref.current?.querySelector<HTMLElement>('[name="confirmation"]')?.focus()
    },
  }
  if (!member) return null
  return (
    <Dialog title={words.ownData.deleteAsk} onClose={onClose}>
      <p>{words.ownData.whatDeletingDoes(member.handle, 30)}</p>
      <CallForm form={guarded} submit={words.ownData.deleteEverything} grave>
        <Field
          name="confirmation"
          label={words.ownData.typeHandle(member.handle)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={unlike && !meant ? words.ownData.typeToMeanIt(member.handle) : undefined}
        />
        <PasswordField label={words.ownData.yourPassword} error={form.errorOf('password')} />
      </CallForm>
    </Dialog>
  )
}
