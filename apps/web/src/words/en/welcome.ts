import { room } from '../room.ts'

export const welcome = room('welcome', {})
