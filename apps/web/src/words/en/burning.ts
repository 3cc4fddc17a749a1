import { room } from '../room.ts'

export const burning = room('burning', {})
