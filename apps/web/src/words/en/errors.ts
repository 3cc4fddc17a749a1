import { room } from '../room.ts'

export const errors = room('errors', {})
