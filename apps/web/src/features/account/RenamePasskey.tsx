import { type Passkey, passkeyLimit, renamePasskey } from '@cruddur/contract/passkeys/passkeys'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'

type RenamePasskeyProps = { passkey: Passkey; onClose: () => void; onDone: () => void }

export function RenamePasskey({ passkey, onClose, onDone }: RenamePasskeyProps) {
  const form = useCallForm({
    endpoint: renamePasskey,
    fields: ['passkey_name'],
    toArgs: ({ passkey_name: name = '' }) => ({ uuid: passkey.uuid, name }),
    onDone,
  })
  return (
    <Dialog title={words.passkeys.renameHeading} onClose={onClose}>
      <CallForm form={form} submit={words.passkeys.save}>
        <Field
          name="passkey_name"
          label={words.passkeys.name}
          autoComplete="off"
          maxLength={passkeyLimit.nameMax}
          defaultValue={passkey.name}
          error={form.errorOf('passkey_name')}
        />
      </CallForm>
    </Dialog>
  )
}
