import { room } from '../room.ts'

export const account = room('account', {})
