import { plural } from '../plural.ts'
import { room } from '../room.ts'

/** What every field to write in has. */
export const writing = room('writing', {
  emoji: 'Emoji',
  searchEmoji: 'Search emoji',
  kindOfEmoji: 'Kind of emoji',
  /** By their numbers in Unicode's CLDR. Number 2 is for skin tones and hair, which only change other emoji. */
  emojiGroups: {
    0: 'Smileys & emotion',
    1: 'People & body',
    3: 'Animals & nature',
    4: 'Food & drink',
    5: 'Travel & places',
    6: 'Activities',
    7: 'Objects',
    8: 'Symbols',
    9: 'Flags',
  },
  emojiFound: (n: number) => plural(n, { other: '# found' }),
  noEmoji: 'No emoji found.',
  tooMany: (n: number) => plural(n, { one: '# character too many', other: '# characters too many' }),
  left: (n: number) => plural(n, { one: '# character left', other: '# characters left' }),
  edit: 'Edit',
  discard: 'Discard',
  sendFirst: 'Send or clear what you are writing now. Then you can edit this.',
  people: 'People',
  hashtags: 'Hashtags',
  suggestions: (n: number) =>
    plural(n, { one: '# suggestion. Use the arrow keys.', other: '# suggestions. Use the arrow keys.' }),
})
