import { plural } from '../../plural.ts'
import { room } from '../../room.ts'

export const profile = room('profile', {
  edit: 'Edit profile',
  saved: 'Your profile is saved.',
  followsYou: 'Follows you',
  muted: 'Muted',
  joined: 'Joined <month/>',
  /** The number comes as it is shown, and as it is. */
  liveCruds: (n: number) => plural(n, { one: '<n/> live crud', other: '<n/> live cruds' }),
  following: (n: number) => plural(n, { other: '<n/> following' }),
  followers: (n: number) => plural(n, { one: '<n/> follower', other: '<n/> followers' }),
  whatItShows: 'What the profile shows',
  cruds: 'Cruds',
  replies: 'Replies',
  crudsBy: (name: string) => `Cruds by ${name}`,
  repliesBy: (name: string) => `Replies by ${name}`,
  youBlocked: (handle: string) => `You blocked @${handle}`,
  whatBlockingDoes: 'Neither of you can see the other. Unblock them to see what they say.',
  nothingLive: 'Nothing live',
  noReplies: 'Replies appear here until their conversation ends.',
  noneOfYours: 'What you post appears here, for as long as you choose.',
  noneOfTheirs: 'Nothing they posted is still live.',
})
