import type { Profile, UserShort } from '@cruddur/contract/users'
import { profileLimit, updateProfile } from '@cruddur/contract/users/profile-change'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { BioField } from './BioField.tsx'

type EditProfileProps = { profile: Profile; onSaved: (user: UserShort, bio: string) => void; onClose: () => void }

export function EditProfile({ profile, onSaved, onClose }: EditProfileProps) {
  const form = useCallForm({
    endpoint: updateProfile,
    fields: ['display_name', 'bio'],
    // Forms end lines with CRLF, which a bio cannot hold.
    toArgs: ({ display_name = '', bio = '' }) => ({ display_name, bio: bio.replaceAll('\r\n', '\n') }),
    onDone: (user, { bio }) => onSaved(user, bio ?? ''),
  })
  return (
    <Dialog title={words.editProfile.heading} onClose={onClose}>
      <CallForm form={form} submit={words.editProfile.save}>
        <Field
          name="display_name"
          label={words.editProfile.name}
          hint={words.editProfile.nameHint(profileLimit.display_name)}
          defaultValue={profile.display_name}
          autoComplete="name"
          error={form.errorOf('display_name')}
        />
        <p className="hint">
          {rich(words.face.whereElse, { settings: (text) => <AppLink href="/settings#face">{text}</AppLink> })}
        </p>
        <BioField bio={profile.bio} error={form.errorOf('bio')} />
      </CallForm>
    </Dialog>
  )
}
