import { plural } from '../plural.ts'
import type { words } from '../words.ts'

export const status: typeof words.status = {
  facts: 'Über diesen Crud',
  posted: 'Veröffentlicht',
  gone: 'Weg',
  likes: (n) => plural(n, { one: '# Like', other: '# Likes' }),
  reposts: (n) => plural(n, { one: '# Repost', other: '# Reposts' }),
  conversationEnds: (duration) => `Diese Unterhaltung endet in ${duration}.`,
  newReplies: (n) => plural(n, { one: '# neue Antwort', other: '# neue Antworten' }),
  showReplies: (n) => plural(n, { one: '# Antwort anzeigen', other: '# Antworten anzeigen' }),
  showMore: (n) => plural(n, { one: '# weitere Antwort anzeigen', other: '# weitere Antworten anzeigen' }),
  showMoreReplies: 'Weitere Antworten anzeigen',
  oneMoment: 'Einen Moment …',
  continueConversation: 'Unterhaltung weiterlesen',
  whoReacted: 'Wer reagiert hat',
  likesTab: 'Likes',
  repostsTab: 'Reposts',
  likedBy: 'Gefällt',
  repostedBy: 'Repostet von',
  noLikes: 'Noch keine Likes',
  noReposts: 'Noch keine Reposts',
}
