import { room } from '../room.ts'

/** The list of conversations, and who can read them. */
export const messages = room('messages', {
  heading: 'Messages',
  to: 'read your messages',
  yours: 'Your messages',
  conversations: 'Conversations',
  noneLive: 'No live messages',
  howToStart: 'Start with “New message”. What you say to each other is erased in time, like everything here.',
  unread: 'unread',
  newMessage: 'New message',
  onlyYouAnd: (handle: string) => `Only you and @${handle} see these messages here.`,
  onlyYouTwo: 'Only you and the person you write to see these messages here.',
  whoCanRead:
    'Each is erased when its time is up, or when its sender burns it. Whoever runs this server has the key until then, and could read them.',
})
