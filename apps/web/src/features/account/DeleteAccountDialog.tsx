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
      showToast({ words: 'Your account is gone, with everything in it. Goodbye.' })
    },
    words: { password_blank: 'Enter your password.' },
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
    <Dialog title="Delete your account?" onClose={onClose}>
      <p>
        Your profile, your cruds and the replies to them, your likes, reposts, follows and notifications are gone at
        once, and the messages you sent are erased. Nobody can bring any of it back. For 30 days nobody can take the
        handle @{member.handle}.
      </p>
      <CallForm form={guarded} submit="Delete everything" grave>
        <Field
          name="confirmation"
          label={`Type your handle: ${member.handle}`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={unlike && !meant ? `Type ${member.handle} to show that you mean it.` : undefined}
        />
        <PasswordField label="Your password" error={form.errorOf('password')} />
      </CallForm>
    </Dialog>
  )
}
