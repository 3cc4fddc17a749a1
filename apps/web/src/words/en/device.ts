import { room } from '../room.ts'

export const device = room('device', {
  offline: 'You’re offline. Your drafts are kept.',
})
