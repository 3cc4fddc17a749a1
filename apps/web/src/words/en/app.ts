import { room } from '../room.ts'

export const app = room('app', {})
