import { room } from '../../room.ts'

/** Who can sign up here. */
export const joining = room('joining', {
  invitation: 'Invitation code',
  invitationHint: 'Only invited people can join this server. Ask a moderator for a code.',
  closed: 'Nobody can join this server at the moment.',
})
