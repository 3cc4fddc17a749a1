import { room } from '../room.ts'

export const status = room('status', {})
