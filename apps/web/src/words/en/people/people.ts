import { room } from '../../room.ts'

/** What stands beside a person. */
export const people = room('people', {
  follow: 'Follow',
  followBack: 'Follow back',
  following: 'Following',
  toFollow: (handle: string) => `follow @${handle}`,
  unblock: 'Unblock',
  more: (handle: string) => `More about @${handle}`,
  message: (handle: string) => `Message @${handle}`,
  noAccount: 'No such account',
  nobodyCalled: (handle: string) => `There’s no @${handle} here`,
  checkSpelling: 'Check the spelling.',
})
