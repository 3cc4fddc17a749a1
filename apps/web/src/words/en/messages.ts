import { room } from '../room.ts'

export const messages = room('messages', {})
