import { room } from '../room.ts'

export const writing = room('writing', {})
