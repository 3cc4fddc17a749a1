import { room } from '../room.ts'

export const home = room('home', {
  everyPostEnds: 'Every post ends.',
  youChooseWhen: 'You choose when, from an hour to thirty days. Then it is erased, everywhere, within a minute.',
  join: 'Join now',
  howItWorks: 'How it works',
  whatItShows: 'What home shows',
  all: 'All',
  following: 'Following',
  endingSoon: 'Before it’s gone',
})
