import { room } from '../room.ts'

export const profile = room('profile', {})
