import { room } from '../room.ts'

/** Writing a crud or a reply. */
export const compose = room('compose', {
  yourCrud: 'Your crud',
  sayIt: 'Say it. It won’t stay.',
  onYourMind: 'What’s on your mind? It won’t stay.',
  writeReply: 'Write a reply',
  yourReplyTo: (handle: string) => `Your reply to @${handle}`,
  replyTo: (handle: string) => `Reply to @${handle}`,
  replyHint: 'Everyone can read it. It ends with the crud you reply to.',
  end: 'Everyone can read this. Gone <end/>.',
  forgetAfter: 'Forget after',
  crudIt: 'Crud it',
  pending: 'Your crud, not published yet',
  posting: 'Posting…',
  notPosted: 'Not posted',
  failed: 'Couldn’t post what you wrote.',
  seeWhy: 'See why',
  drafts: 'Drafts',
  draftOf: {
    crud: 'Crud',
    reply: 'Reply',
    message: (handle: string) => `Message to @${handle}`,
  },
  draftsHint:
    'Drafts are only on this device. Each is deleted 30 days after you last change it, and all of them when you sign out.',
  draftDeleted: (day: string) => `deleted ${day}`,
  startNew: 'Save and start a new one',
  noOtherDrafts: 'No other drafts.',
  continueDraft: 'Continue',
  deleteDraft: 'Delete<unseen> this draft</unseen>',
})
