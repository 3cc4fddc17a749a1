import { plural } from '../../plural.ts'
import { room } from '../../room.ts'

export const notifications = room('notifications', {
  to: 'see your notifications',
  which: 'Which notifications',
  all: 'All',
  mentions: 'Mentions and replies',
  quiet: 'All quiet',
  noneAtAll: 'Likes, reposts, replies, mentions and new followers appear here until the crud they’re about is gone.',
  noMentions: 'Mentions of you and replies to you appear here until they’re gone.',
  /** What a number of people did. It comes after their names. */
  did: {
    like: (_people: number): string => 'liked your crud',
    repost: (_people: number): string => 'reposted your crud',
    reply: (_people: number): string => 'replied to you',
    follow: (_people: number): string => 'followed you',
    mention: (_people: number): string => 'mentioned you',
    receipt: (_people: number): string => 'has ended',
    likeAndRepost: 'liked and reposted your crud',
    likeOrRepost: 'liked or reposted your crud',
  },
  somebody: 'Somebody',
  two: (one: string, other: string) => `${one} and ${other}`,
  andOthers: (one: string, others: number) => `${one} and ${plural(others, { one: '# other', other: '# others' })}`,
  /** For screen readers: who did what, in a notification that is new. */
  isNew: (what: string) => `${what}, new`,
})
