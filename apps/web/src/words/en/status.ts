import { plural } from '../plural.ts'
import { room } from '../room.ts'

export const status = room('status', {
  facts: 'About this crud',
  posted: 'Posted',
  gone: 'Gone',
  likes: (n: number) => plural(n, { one: '# like', other: '# likes' }),
  reposts: (n: number) => plural(n, { one: '# repost', other: '# reposts' }),
  conversationEnds: (duration: string) => `This conversation ends in ${duration}.`,
  newReplies: (n: number) => plural(n, { one: '# new reply', other: '# new replies' }),
  showReplies: (n: number) => plural(n, { one: 'Show # reply', other: 'Show # replies' }),
  showMore: (n: number) => plural(n, { one: 'Show # more reply', other: 'Show # more replies' }),
  showMoreReplies: 'Show more replies',
  oneMoment: 'One moment…',
  continueConversation: 'Continue this conversation',
  whoReacted: 'Who reacted',
  likesTab: 'Likes',
  repostsTab: 'Reposts',
  likedBy: 'Liked by',
  repostedBy: 'Reposted by',
  noLikes: 'No likes yet',
  noReposts: 'No reposts yet',
})
