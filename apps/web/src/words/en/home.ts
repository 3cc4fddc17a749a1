import { room } from '../room.ts'

export const home = room('home', {})
