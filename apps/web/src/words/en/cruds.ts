import { plural } from '../plural.ts'
import { room } from '../room.ts'

/** A crud in a list. */
export const cruds = room('cruds', {
  by: (name: string) => `Crud by ${name}`,
  reposted: 'reposted',
  replyingTo: (handle: string) => `Replying to @${handle}`,
  replyingToCrud: 'Replying to a crud',
  showMore: 'Show more',
  reply: 'Reply',
  replies: (n: number) => plural(n, { one: '# reply', other: '# replies' }),
  share: 'Share',
  more: 'More',
  like: {
    name: 'Like',
    count: (n: number) => plural(n, { one: '# like', other: '# likes' }),
    to: 'like this',
  },
  repost: {
    name: 'Repost',
    count: (n: number) => plural(n, { one: '# repost', other: '# reposts' }),
    to: 'repost this',
  },
  ended: (name: string) => `A crud by ${name} is gone.`,
  linkCopied: 'Link copied. It works until the crud is gone.',
  copyFailed: 'Couldn’t copy the link. Open the crud and copy its address.',
  list: 'Cruds',
})
