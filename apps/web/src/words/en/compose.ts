import { room } from '../room.ts'

export const compose = room('compose', {})
