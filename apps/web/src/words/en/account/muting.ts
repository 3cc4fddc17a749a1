import { room } from '../../room.ts'

/** Whom and what the member does not want to see. */
export const muting = room('muting', {
  people: 'Muted and blocked',
  mutedPeople: 'Muted people',
  blockedPeople: 'Blocked people',
  words: 'Muted words',
  whatItDoes:
    'Cruds with a muted word or #tag stay out of your feeds, search and notifications. Your own stay, and what you open yourself. Only you can see this list.',
  mute: 'Mute',
  word: 'Word or #tag',
  howLong: 'How long',
  spans: { day: 'For a day', week: 'For a week', forever: 'Until I unmute it' },
  muted: (word: string) => `“${word}” is muted.`,
  unmute: 'Unmute',
  unmuted: (word: string) => `“${word}” isn’t muted any more.`,
  stillMuted: 'It’s still muted.',
  until: (when: string) => `Until ${when}`,
  untilUnmuted: 'Until you unmute it',
  failed: 'Couldn’t load your muted words.',
})
