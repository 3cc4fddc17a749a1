import { plural } from '../plural.ts'
import { room } from '../room.ts'

/** What every field to write in has. */
export const writing = room('writing', {
  emoji: 'Emoji',
  searchEmoji: 'Search emoji',
  kindOfEmoji: 'Kind of emoji',
  emojiFound: (n: number) => plural(n, { other: '# found' }),
  noEmoji: 'No emoji found.',
  edit: 'Edit',
  discard: 'Discard',
  sendFirst: 'Send or clear what you are writing now. Then you can edit this.',
  people: 'People',
  hashtags: 'Hashtags',
  suggestions: (n: number) =>
    plural(n, { one: '# suggestion. Use the arrow keys.', other: '# suggestions. Use the arrow keys.' }),
})
