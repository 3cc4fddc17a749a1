import { plural } from '../../plural.ts'
import { room } from '../../room.ts'

export const editProfile = room('editProfile', {
  heading: 'Edit profile',
  save: 'Save',
  name: 'Name',
  nameHint: (max: number) => `At most ${max} characters.`,
  bio: 'Bio',
  bioHint: (left: number, max: number) => `${left} of ${max} characters left. Your profile stays; only cruds expire.`,
  tooMany: (n: number) => plural(n, { one: '# character too many.', other: '# characters too many.' }),
})
