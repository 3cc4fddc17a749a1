import { room } from '../room.ts'

export const notifications = room('notifications', {})
