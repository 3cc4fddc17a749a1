import { room } from '../room.ts'

export const reports = room('reports', {})
