import { room } from '../room.ts'

export const notFound = room('notFound', {})
