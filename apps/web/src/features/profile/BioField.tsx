import { profileLimit } from '@cruddur/contract/users/profile-change'
import { useState } from 'react'
import { TextArea } from '../../ui/forms/Field.tsx'
import { words } from '../../words/words.ts'

/** How many characters a form would send: as the server counts them. */
const lengthOf = (text: string): number => [...text.replaceAll('\r\n', '\n')].length

/** The field for a bio, which counts what is left. */
export function BioField({ bio, error }: { bio: string; error: string | undefined }) {
  const [left, setLeft] = useState(profileLimit.bio - lengthOf(bio))
  return (
    <div onInput={({ target }) => setLeft(profileLimit.bio - lengthOf((target as HTMLTextAreaElement).value))}>
      <TextArea
        name="bio"
        label={words.editProfile.bio}
        hint={left < 0 ? words.editProfile.tooMany(-left) : words.editProfile.bioHint(left, profileLimit.bio)}
        rows={4}
        defaultValue={bio}
        error={error}
      />
    </div>
  )
}
