import { room } from '../room.ts'

/** What one can do with a crud. */
export const crudMenu = room('crudMenu', {
  shorten: 'Make it end sooner',
  burn: 'Burn it now',
  report: 'Report this crud',
  toReport: 'report this',
  likeFailed: 'Couldn’t like that.',
  unlikeFailed: 'Couldn’t take back your like.',
  repostFailed: 'Couldn’t repost that.',
  unrepostFailed: 'Couldn’t take back your repost.',
  onlyForward: 'You can bring its end forward, never push it back. Its replies end with it.',
  tooLate: 'It ends so soon that you can only burn it now.',
  shortenIt: 'Shorten it',
  forgetAfter: 'Forget after',
  chooseEnd: 'Choose when it should end.',
  nowEnds: (instant: string) => `It now ends on ${instant}.`,
})
