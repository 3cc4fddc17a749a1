import { room } from '../room.ts'

export const settings = room('settings', {})
