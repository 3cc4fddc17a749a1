import { type Passkey, passkeyLimit, renamePasskey } from '@cruddur/contract/passkeys/passkeys'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'

type RenamePasskeyProps = { passkey: Passkey; onClose: () => void; onDone: () => void }

export function RenamePasskey({ passkey, onClose, onDone }: RenamePasskeyProps) {
  const form = useCallForm({
    endpoint: renamePasskey,
    fields: ['passkey_name'],
    toArgs: ({ passkey_name: name = '' }) => ({ uuid: passkey.uuid, name }),
    onDone,
  })
  return (
    <Dialog title="Rename this passkey" onClose={onClose}>
      <CallForm form={form} submit="Save">
        <Field
          name="passkey_name"
          label="Name"
          autoComplete="off"
          maxLength={passkeyLimit.nameMax}
          defaultValue={passkey.name}
          error={form.errorOf('passkey_name')}
        />
      </CallForm>
    </Dialog>
  )
}
