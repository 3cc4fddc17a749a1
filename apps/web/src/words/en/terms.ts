import { room } from '../room.ts'

export const terms = room('terms', {})
