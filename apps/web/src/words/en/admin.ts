import { room } from '../room.ts'

export const admin = room('admin', {})
