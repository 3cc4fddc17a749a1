import { room } from '../room.ts'

export const reports = room('reports', {
  thanks: 'Thank you for the report.',
  reportCrud: (handle: string) => `Report this crud by @${handle}`,
  reportPerson: (handle: string) => `Report @${handle}`,
  aboutCrud: (handle: string) =>
    `A copy is kept for moderators, because the crud may be gone before they look. Cruddur shows it to nobody else, and it ends too. @${handle} won’t be notified.`,
  aboutPerson: (handle: string) =>
    `Moderators see who the report is about and what you write here. @${handle} won’t be notified.`,
  haveModerators: 'The moderators of this server will see it.',
  noModerators: 'This server has no moderators, so nobody will look at it. Mute or block to keep it away from you.',
  whatIsWrong: 'What’s wrong?',
  reasons: {
    spam: 'Spam or scam',
    harassment: 'Harassment',
    hate: 'Hate',
    violence: 'Threats or violence',
    sexual: 'Unwanted sexual content',
    illegal: 'Illegal',
    other: 'Something else',
  },
  note: 'Note',
  noteHint: 'Anything else that moderators should know. Optional.',
  send: 'Send report',
})
