import { room } from '../room.ts'

/** The column beside the page, and the foot below it. */
export const sidebar = room('sidebar', {
  whatWePromise: 'What we promise',
  promises: [
    'When its time is up, a crud is gone: for everybody, from every list.',
    'Nothing prolongs it: no reply, no edit, not even you.',
    'Replies end with what they reply to.',
    'Within a minute it is erased from our database, not hidden.',
  ],
  howItWorks: 'How forgetting works',
  about: 'About',
  proof: 'Proof',
  terms: 'Terms',
  privacy: 'Privacy',
})
