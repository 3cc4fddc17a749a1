import { room } from '../room.ts'

export const identity = room('identity', {
  show: 'Show',
  hide: 'Hide',
  whatITyped: 'what I typed',
  code: 'Code',
  codeHint: 'The digits from the e-mail we sent.',
  confirm: 'Confirm',
  confirmed: 'Your e-mail is confirmed. Sign in to begin.',
  handleTakenMeanwhile: 'Someone else confirmed that handle first. Sign up again with another.',
  codeSent: 'We sent a code to <address/>. It can take a minute. If it isn’t there, look in your spam folder.',
  handle: 'Handle',
  handleHint: 'How people address you: 3 to 30 letters a–z, digits and underscores.',
  handleIsFree: (handle: string) => `@${handle} is free.`,
  handleIsTaken: (handle: string) => `@${handle} is taken.`,
})
