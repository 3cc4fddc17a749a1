import { room } from '../room.ts'

export const reports = room('reports', {
  reportCrud: (handle: string) => `Report this crud by @${handle}`,
  reportPerson: (handle: string) => `Report @${handle}`,
  aboutCrud: (handle: string) =>
    `A copy of it is kept for the moderators of this server, if it has any, because the crud may be gone before they look. Cruddur shows the copy to nobody else, and it ends too. @${handle} won’t be notified.`,
  aboutPerson: (handle: string) =>
    `The moderators of this server, if it has any, see who it is about and what you write here. @${handle} won’t be notified.`,
  thanks: 'Thank you. Your report is kept for the moderators of this server, if it has any.',
  send: 'Send report',
  whatIsWrong: 'What’s wrong?',
  note: 'Note',
  noteHint: 'Anything else that moderators should know. Optional.',
  reasons: {
    spam: 'Spam or scam',
    harassment: 'Harassment',
    hate: 'Hate',
    violence: 'Threats or violence',
    sexual: 'Unwanted sexual content',
    illegal: 'Illegal',
    other: 'Something else',
  },
})
