import { room } from '../room.ts'

export const layout = room('layout', {})
