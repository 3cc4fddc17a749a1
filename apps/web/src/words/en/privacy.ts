import { room } from '../room.ts'

export const privacy = room('privacy', {})
