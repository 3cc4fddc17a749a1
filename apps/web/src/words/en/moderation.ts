import { room } from '../room.ts'

export const moderation = room('moderation', {})
