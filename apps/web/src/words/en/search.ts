import { room } from '../room.ts'

export const search = room('search', {})
