import { room } from '../room.ts'

export const relations = room('relations', {})
