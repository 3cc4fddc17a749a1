import { room } from '../room.ts'

export const about = room('about', {})
